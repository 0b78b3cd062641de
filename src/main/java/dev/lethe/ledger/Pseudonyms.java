package dev.lethe.ledger;

/**
 * Names that stand for personal data after retention: the same for the same data, and of no use to
 * whoever does not have the key.
 */
public interface Pseudonyms {

  /** Says by which key names are made, without giving the key away. */
  String keyId();

  /**
   * Stands for a subject.
   *
   * @param lane the row's lane, empty where it has none
   */
  String subject(String lane, String subject);

  /** Stands for the caller's reference of a row; never equal to that of a subject. */
  String reference(String lane, String reference);

  /** Stands for a vendor's cell that is not the lane's name. */
  String vendor(String cell);
}
