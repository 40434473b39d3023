"""Keep an append-only record of what was done, that anyone can check and nobody can rewrite unseen.

In:   acts, as entries without personal data; a signing key.      Out:  leaves, trees, proofs, signed checkpoints.
Never: stores anything, reads a clock or a key file: `lofte.records` does that.

The idea in one read: `entry` writes an act as a leaf, `tree` hashes leaves into one root that stands for them all,
`note` signs the root, `audit` finds the first entry that is not as it was signed. The formats are those that public
transparency logs use, so that tools other than ours can check them.
Law:  GDPR Art. 5(2), 24(1).
Kept true by: tests/unit/test_ledger_tree.py, tests/unit/test_ledger_note.py, tests/unit/test_ledger_entry.py,
tests/unit/test_ledger_audit.py
"""

from lofte.ledger.audit import BadEntry, StoredEntry, StoredHashes, Unsigned, Verdict, Verified, audit
from lofte.ledger.entry import (
    LARGEST_LEAF,
    SALT_SIZE,
    Entry,
    Json,
    canonical,
    commitment,
    leaf_bytes,
    opens,
    read_leaf,
)
from lofte.ledger.note import (
    SIGNATURE_PREFIX,
    Checkpoint,
    InclusionProof,
    PrivateKey,
    PublicKey,
    checkpoint_text,
    proof_text,
    proven,
    read_checkpoint,
    read_proof,
    read_public_key,
    sign,
    signed_checkpoint,
    signed_text,
)
from lofte.ledger.tree import (
    EMPTY_TREE,
    HASH_SIZE,
    Tree,
    appended,
    completed_by,
    consistency_holds,
    consistency_proof,
    inclusion_holds,
    inclusion_proof,
    leaf_hash,
    node_hash,
)

__all__ = [
    "EMPTY_TREE",
    "HASH_SIZE",
    "LARGEST_LEAF",
    "SALT_SIZE",
    "SIGNATURE_PREFIX",
    "BadEntry",
    "Checkpoint",
    "Entry",
    "InclusionProof",
    "Json",
    "PrivateKey",
    "PublicKey",
    "StoredEntry",
    "StoredHashes",
    "Tree",
    "Unsigned",
    "Verdict",
    "Verified",
    "appended",
    "audit",
    "canonical",
    "checkpoint_text",
    "commitment",
    "completed_by",
    "consistency_holds",
    "consistency_proof",
    "inclusion_holds",
    "inclusion_proof",
    "leaf_bytes",
    "leaf_hash",
    "node_hash",
    "opens",
    "proof_text",
    "proven",
    "read_checkpoint",
    "read_leaf",
    "read_proof",
    "read_public_key",
    "sign",
    "signed_checkpoint",
    "signed_text",
]
