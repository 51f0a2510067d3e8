// Command go_verifier checks an export of the audit trail with code that nobody of this project
// wrote: golang.org/x/mod/sumdb/note for the signed checkpoint, .../tlog for the Merkle tree.
//
//	go_verifier EXPORT VKEY [PROOFS]
//	go_verifier -bundle BUNDLE VKEY
//	go_verifier -cosigned NOTE VKEY ANCHORKEY WITNESSKEY
//
// EXPORT is what "inzage audit export" wrote, VKEY the public key the station was enrolled with,
// PROOFS a JSON file of inclusion and consistency proofs to check against the same tree; BUNDLE is
// what "inzage audit bundle" wrote; NOTE a checkpoint with the signatures of log, anchor and witness.
// Prints "ok <size> <root>" and exits 0, or says what is wrong and exits 1.
package main

import (
	"bufio"
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

type header struct {
	Format     string `json:"format"`
	Origin     string `json:"origin"`
	VKey       string `json:"vkey"`
	Checkpoint string `json:"checkpoint"`
}

type line struct {
	Body string `json:"body"`
	Leaf string `json:"leaf"`
	Sig  string `json:"sig"`
}

type event struct {
	Seq     int64  `json:"seq"`
	Log     string `json:"log"`
	Action  string `json:"action"`
	Details struct {
		Key string `json:"key"`
	} `json:"details"`
}

type proofs struct {
	Inclusion []struct {
		Seq    int64       `json:"seq"`
		Hashes []tlog.Hash `json:"hashes"`
	} `json:"inclusion"`
	Consistency []struct {
		Old    int64       `json:"old"`
		Hashes []tlog.Hash `json:"hashes"`
	} `json:"consistency"`
}

// tree is a whole log in memory, in the order tlog stores hashes.
type tree []tlog.Hash

func (t tree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index < 0 || index >= int64(len(t)) {
			return nil, fmt.Errorf("hash %d is not stored", index)
		}
		hashes[i] = t[index]
	}
	return hashes, nil
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: go_verifier EXPORT VKEY [PROOFS] | -bundle BUNDLE VKEY")
		os.Exit(2)
	}
	if os.Args[1] == "-bundle" && len(os.Args) == 4 {
		finish(verifyBundle(os.Args[2], os.Args[3]))
		return
	}
	if os.Args[1] == "-cosigned" && len(os.Args) == 6 {
		finish(verifyCosigned(os.Args[2], os.Args[3], os.Args[4], os.Args[5]))
		return
	}
	proofFile := ""
	if len(os.Args) > 3 {
		proofFile = os.Args[3]
	}
	finish(verify(os.Args[1], os.Args[2], proofFile))
}

func finish(size int64, root tlog.Hash, err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("ok", size, root)
}

func verify(exportFile, vkey, proofFile string) (int64, tlog.Hash, error) {
	var none tlog.Hash
	data, err := os.ReadFile(exportFile)
	if err != nil {
		return 0, none, err
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	if !lines.Scan() {
		return 0, none, fmt.Errorf("the export is empty")
	}
	var head header
	if err := json.Unmarshal(lines.Bytes(), &head); err != nil {
		return 0, none, fmt.Errorf("header: %v", err)
	}
	key, err := note.NewVerifier(vkey)
	if err != nil {
		return 0, none, err
	}
	if head.Format != "inzage-trail-export/1" || head.Origin != key.Name() || head.VKey != vkey {
		return 0, none, fmt.Errorf("the export is of another log or key")
	}

	var hashes tree
	size := int64(0)
	last := key
	for lines.Scan() {
		var read line
		var inside event
		if err := json.Unmarshal(lines.Bytes(), &read); err != nil {
			return 0, none, fmt.Errorf("event %d: %v", size, err)
		}
		if err := json.Unmarshal([]byte(read.Body), &inside); err != nil {
			return 0, none, fmt.Errorf("event %d: %v", size, err)
		}
		if inside.Seq != size || inside.Log != head.Origin {
			return 0, none, fmt.Errorf("event %d is out of place", size)
		}
		leaf := tlog.RecordHash([]byte(read.Body))
		if leaf.String() != read.Leaf {
			return 0, none, fmt.Errorf("event %d is not what was hashed", size)
		}
		more, err := tlog.StoredHashes(size, []byte(read.Body), hashes)
		if err != nil {
			return 0, none, err
		}
		hashes = append(hashes, more...)
		size++
		last = key
		if inside.Action == "key.rotated" {
			if err := signed(hashes, size, head.Origin, key, read.Sig); err != nil {
				return 0, none, err
			}
			if key, err = note.NewVerifier(inside.Details.Key); err != nil {
				return 0, none, err
			}
		}
	}
	if err := lines.Err(); err != nil {
		return 0, none, err
	}

	opened, err := note.Open([]byte(head.Checkpoint), note.VerifierList(last))
	if err != nil {
		return 0, none, fmt.Errorf("checkpoint: %v", err)
	}
	// tlog.ParseTree knows only Go's own origin, so the three lines are taken apart here.
	parts := strings.Split(opened.Text, "\n")
	if len(parts) != 4 || parts[0] != head.Origin || parts[3] != "" {
		return 0, none, fmt.Errorf("checkpoint: not of this log")
	}
	if parts[1] != strconv.FormatInt(size, 10) {
		return 0, none, fmt.Errorf("checkpoint: %s events are signed, %d are here", parts[1], size)
	}
	signedRoot, err := tlog.ParseHash(parts[2])
	if err != nil {
		return 0, none, fmt.Errorf("checkpoint: %v", err)
	}
	root, err := tlog.TreeHash(size, hashes)
	if err != nil {
		return 0, none, err
	}
	if root != signedRoot {
		return 0, none, fmt.Errorf("the events are not those that were signed")
	}
	if proofFile != "" {
		return size, root, check(proofFile, hashes, size, root)
	}
	return size, root, nil
}

// signed checks one event's own signature: over the checkpoint of the log that ends with it.
func signed(hashes tree, size int64, origin string, key note.Verifier, encoded string) error {
	root, err := tlog.TreeHash(size, hashes)
	if err != nil {
		return err
	}
	signature, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return err
	}
	text := fmt.Sprintf("%s\n%d\n%s\n", origin, size, root)
	if !key.Verify([]byte(text), signature) {
		return fmt.Errorf("event %d: the change of key is not signed by the key before", size-1)
	}
	return nil
}

// check compares proofs made by the station with this tree, and with the proofs Go itself makes.
func check(proofFile string, hashes tree, size int64, root tlog.Hash) error {
	data, err := os.ReadFile(proofFile)
	if err != nil {
		return err
	}
	var given proofs
	if err := json.Unmarshal(data, &given); err != nil {
		return err
	}
	for _, proof := range given.Inclusion {
		leaf, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, proof.Seq)})
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof.Hashes, size, root, proof.Seq, leaf[0]); err != nil {
			return fmt.Errorf("inclusion of event %d: %v", proof.Seq, err)
		}
		own, err := tlog.ProveRecord(size, proof.Seq, hashes)
		if err != nil {
			return err
		}
		if fmt.Sprint(own) != fmt.Sprint(tlog.RecordProof(proof.Hashes)) {
			return fmt.Errorf("inclusion of event %d: not the proof Go makes", proof.Seq)
		}
	}
	for _, proof := range given.Consistency {
		old, err := tlog.TreeHash(proof.Old, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof.Hashes, size, root, proof.Old, old); err != nil {
			return fmt.Errorf("consistency from %d: %v", proof.Old, err)
		}
	}
	return nil
}
