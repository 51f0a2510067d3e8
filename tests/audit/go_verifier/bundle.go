package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type bundleHeader struct {
	Format     string      `json:"format"`
	Origin     string      `json:"origin"`
	VKey       string      `json:"vkey"`
	Session    string      `json:"session"`
	Events     int         `json:"events"`
	Checkpoint string      `json:"checkpoint"`
	Proof      []tlog.Hash `json:"proof"`
	Keys       []struct {
		Body  string      `json:"body"`
		Sig   string      `json:"sig"`
		Proof []tlog.Hash `json:"proof"`
	} `json:"keys"`
}

type bundleEvent struct {
	event
	Session string `json:"session"`
}

// verifyBundle checks the proof of one session, as "inzage audit bundle" wrote it.
func verifyBundle(file, vkey string) (int64, tlog.Hash, error) {
	var none tlog.Hash
	data, err := os.ReadFile(file)
	if err != nil {
		return 0, none, err
	}
	lines := bytes.Split(data, []byte("\n"))
	if len(lines) < 3 || len(lines[len(lines)-1]) != 0 {
		return 0, none, fmt.Errorf("the bundle is cut off")
	}
	bodies := lines[1 : len(lines)-1]
	var head bundleHeader
	if err := json.Unmarshal(lines[0], &head); err != nil {
		return 0, none, fmt.Errorf("header: %v", err)
	}
	key, err := note.NewVerifier(vkey)
	if err != nil {
		return 0, none, err
	}
	if head.Format != "inzage-session-bundle/1" || head.Origin != key.Name() || head.VKey != vkey {
		return 0, none, fmt.Errorf("the bundle is of another log or key")
	}
	if head.Events != len(bodies) {
		return 0, none, fmt.Errorf("%d events are announced, %d are here", head.Events, len(bodies))
	}

	named := int64(-1)
	for _, link := range head.Keys {
		var inside event
		if err := json.Unmarshal([]byte(link.Body), &inside); err != nil {
			return 0, none, fmt.Errorf("key: %v", err)
		}
		if inside.Action != "key.rotated" || inside.Log != head.Origin || inside.Seq <= named {
			return 0, none, fmt.Errorf("key: event %d names none here", inside.Seq)
		}
		named = inside.Seq
		leaves := map[int64]tlog.Hash{named: tlog.RecordHash([]byte(link.Body))}
		root, err := cover(leaves, named+1, link.Proof)
		if err != nil {
			return 0, none, fmt.Errorf("key: %v", err)
		}
		signature, err := base64.StdEncoding.DecodeString(link.Sig)
		if err != nil {
			return 0, none, err
		}
		text := fmt.Sprintf("%s\n%d\n%s\n", head.Origin, named+1, root)
		if !key.Verify([]byte(text), signature) {
			return 0, none, fmt.Errorf("key: event %d is not signed by the key before", named)
		}
		if key, err = note.NewVerifier(inside.Details.Key); err != nil {
			return 0, none, err
		}
	}

	leaves := map[int64]tlog.Hash{}
	last := int64(-1)
	for _, body := range bodies {
		var inside bundleEvent
		if err := json.Unmarshal(body, &inside); err != nil {
			return 0, none, fmt.Errorf("event: %v", err)
		}
		if inside.Log != head.Origin || inside.Session != head.Session || inside.Seq <= last {
			return 0, none, fmt.Errorf("event %d is out of place", inside.Seq)
		}
		last = inside.Seq
		leaves[last] = tlog.RecordHash(body)
	}
	opened, err := note.Open([]byte(head.Checkpoint), note.VerifierList(key))
	if err != nil {
		return 0, none, fmt.Errorf("checkpoint: %v", err)
	}
	parts := strings.Split(opened.Text, "\n")
	size := strconv.FormatInt(last+1, 10)
	if len(parts) != 4 || parts[0] != head.Origin || parts[1] != size || named >= last {
		return 0, none, fmt.Errorf("checkpoint: not of this session")
	}
	root, err := cover(leaves, last+1, head.Proof)
	if err != nil {
		return 0, none, err
	}
	if root.String() != parts[2] {
		return 0, none, fmt.Errorf("the events are not those that were signed")
	}
	return last + 1, root, nil
}

// cover computes the root of a tree from some of its leaves and the hashes of all that lies between.
func cover(leaves map[int64]tlog.Hash, size int64, proof []tlog.Hash) (tlog.Hash, error) {
	rest := proof
	var walk func(first, end int64) (tlog.Hash, error)
	walk = func(first, end int64) (tlog.Hash, error) {
		inside := false
		for seq := range leaves {
			inside = inside || first <= seq && seq < end
		}
		if !inside {
			if len(rest) == 0 {
				return tlog.Hash{}, fmt.Errorf("the proof is too short")
			}
			found := rest[0]
			rest = rest[1:]
			return found, nil
		}
		if end-first == 1 {
			return leaves[first], nil
		}
		half := int64(1)
		for half*2 < end-first {
			half *= 2
		}
		left, err := walk(first, first+half)
		if err != nil {
			return left, err
		}
		right, err := walk(first+half, end)
		return tlog.NodeHash(left, right), err
	}
	root, err := walk(0, size)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("the proof is too long")
	}
	return root, err
}
