package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// cosigner is a note.Verifier for C2SP tlog-cosignature's type 0x04, which x/mod does not know.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
	time uint64
}

func newCosigner(vkey string) (*cosigner, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("not a key: %q", vkey)
	}
	data, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(data) != 1+ed25519.PublicKeySize || data[0] != 0x04 {
		return nil, fmt.Errorf("not a cosigner's key: %q", vkey)
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), data...))
	hash := binary.BigEndian.Uint32(sum[:4])
	if parts[1] != fmt.Sprintf("%08x", hash) {
		return nil, fmt.Errorf("the key's id is not its own: %q", vkey)
	}
	return &cosigner{name: parts[0], hash: hash, key: data[1:]}, nil
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.hash }

func (c *cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	c.time = binary.BigEndian.Uint64(sig)
	head := "cosignature/v1\ntime " + strconv.FormatUint(c.time, 10) + "\n"
	return ed25519.Verify(c.key, append([]byte(head), msg...), sig[8:])
}

// verifyCosigned checks a checkpoint note that the log, its anchor key and a witness all signed.
// Prints the time of the cosignature.
func verifyCosigned(noteFile, logKey, anchorKey, witnessKey string) (int64, tlog.Hash, error) {
	var none tlog.Hash
	data, err := os.ReadFile(noteFile)
	if err != nil {
		return 0, none, err
	}
	log, err := note.NewVerifier(logKey)
	if err != nil {
		return 0, none, err
	}
	anchor, err := note.NewVerifier(anchorKey)
	if err != nil {
		return 0, none, err
	}
	witness, err := newCosigner(witnessKey)
	if err != nil {
		return 0, none, err
	}
	opened, err := note.Open(data, note.VerifierList(log, anchor, witness))
	if err != nil {
		return 0, none, err
	}
	if len(opened.Sigs) != 3 {
		return 0, none, fmt.Errorf("%d of 3 signatures hold", len(opened.Sigs))
	}
	parts := strings.Split(opened.Text, "\n")
	if len(parts) != 4 || parts[0] != log.Name() {
		return 0, none, fmt.Errorf("not a checkpoint of %s", log.Name())
	}
	size, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		return 0, none, err
	}
	root, err := tlog.ParseHash(parts[2])
	if err != nil {
		return 0, none, err
	}
	fmt.Println("time", witness.time)
	return size, root, nil
}
