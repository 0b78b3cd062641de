package dev.lethe.operate;

import java.util.List;

/** Lanes: shown, paused, let go, tried. */
interface LaneDesk {
  /** See {@link Operations#lanes}. */
  List<LaneView> lanes();

  /** See {@link Operations#pause}. */
  LaneView pause(String vendor, Decision decision);

  /** See {@link Operations#resume}. */
  LaneView resume(String vendor, Decision decision);

  /** See {@link Operations#probe}. */
  ProbeView probe(String vendor, Decision decision);
}
