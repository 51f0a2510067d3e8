"""The auditor's door on a station that may not read its own trail."""

from viewer_app.app.review import TrailReview
from viewer_app.evidence.secret import Secret
from viewer_app.session.ports import AuditUnavailable


class ReviewElsewhere(TrailReview):
    """Opens to nobody: what lies in this station's directory is not the trail it writes."""

    def open(self, auditor: str, passphrase: Secret) -> None:  # noqa: ARG002 - the port's
        """Say where the trail can be read. Raises AuditUnavailable (``review.elsewhere``)."""
        raise AuditUnavailable("review.elsewhere")
