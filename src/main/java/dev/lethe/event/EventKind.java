package dev.lethe.event;

/** The kinds of events. Their names are kept in the ledger: add to them, do not rename them. */
public enum EventKind {
  /** A setting or a permission is wrong: the lane sends nothing until that is mended. */
  LANE_HALTED(Severity.ALERT),
  /** The vendor asks for fewer calls, or does not work for now. */
  LANE_PAUSED(Severity.WARNING),
  /** A lane that was paused or halted sends again. */
  LANE_OPENED(Severity.NEWS),
  /** An operator wants a lane to probe now. */
  RESUME_ASKED(Severity.NEWS),
  /** No file is taken in, because the disk, the inbox or the ledger fails. */
  INTAKE_STOPPED(Severity.ALERT),
  /** Files are taken in again. */
  INTAKE_OPENED(Severity.NEWS),
  /** A request is over a cap and waits for an approval. */
  REQUEST_HELD(Severity.WARNING),
  /** Somebody wants a reconciliation now. */
  RECONCILE_ASKED(Severity.NEWS),
  /** A reconciliation found nothing amiss. */
  RECONCILED(Severity.NEWS),
  /** A reconciliation found somebody who should be gone, or books that do not balance. */
  RECONCILE_FOUND(Severity.ALERT),
  /** Somebody handed a file in. */
  SUBMITTED(Severity.NEWS),
  /** Somebody let a held request go. */
  REQUEST_APPROVED(Severity.NEWS),
  /** Somebody declined a held request. */
  REQUEST_CANCELLED(Severity.NEWS),
  /** Somebody sends rows again that failed. */
  REPLAY_ASKED(Severity.NEWS),
  /** An operator wants a lane to send nothing, until LANE_RELEASED. */
  LANE_STOPPED(Severity.WARNING),
  /** An operator ends that. */
  LANE_RELEASED(Severity.NEWS),
  /** An operator let a halted lane probe, in the service itself. */
  LANE_RESUMED(Severity.NEWS),
  /** Somebody tried whether a vendor can be called. */
  PROBED(Severity.NEWS),
  /** Somebody looked at subjects as they came. */
  SUBJECTS_SHOWN(Severity.NEWS),
  /** A receipt was posted to where its submitter wanted it. */
  CALLBACK_MADE(Severity.NEWS),
  /** A receipt could not be posted, and will not be tried again. */
  CALLBACK_FAILED(Severity.ALERT),
  /** Somebody was refused who wanted to sign in at the HTTP port. */
  LOGIN_REFUSED(Severity.WARNING);

  private final Severity severity;

  EventKind(Severity severity) {
    this.severity = severity;
  }

  /** How much it matters. */
  public Severity severity() {
    return severity;
  }

  /** How much an event matters. */
  public enum Severity {
    /** Good to know. */
    NEWS,
    /** Look at it if it lasts. */
    WARNING,
    /** Somebody has to do something. */
    ALERT
  }
}
