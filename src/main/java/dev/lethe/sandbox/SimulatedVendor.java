package dev.lethe.sandbox;

import java.util.Collection;

/**
 * A vendor that exists in this process only.
 *
 * <p>It is as strict as the vendor's documents are and remembers who is deleted. It plays the
 * faults that need its own reply format ({@link Fault.Level#REPLY} and {@link Fault.Level#ITEM});
 * the server plays those of the wire. It is called by many threads at once.
 */
public interface SimulatedVendor {

  /** The name in the address, as {@code tencent-im}. */
  String name();

  /** What a call is for, by its address alone. */
  CallKind kindOf(SandboxRequest request);

  /** Whom a delete call holds, as it says; empty if the call is malformed. Nothing is done. */
  Collection<String> subjectsOf(SandboxRequest request);

  /** Answers a call. */
  SandboxReply handle(SandboxRequest request);

  /** Who is there. */
  Accounts accounts();

  /** What is to go wrong. */
  Faults faults();

  /** What has been asked of it. */
  CallLog calls();
}
