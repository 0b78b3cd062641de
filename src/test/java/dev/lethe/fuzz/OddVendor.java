package dev.lethe.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.fuzz.Replies.Made;
import dev.lethe.fuzz.StubVendor.Call;
import dev.lethe.fuzz.StubVendor.Wire;
import dev.lethe.fuzz.Truth.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A vendor that works, but for one or two replies; it remembers what those could be taken for. */
final class OddVendor {
  private static final List<String> OTHERS =
      List.of("zq7-bystander-1", "13900000001", "zq7-never-sent", "13900009999");

  private final String name;
  private final Truth truth;
  private final List<Made> odd = new ArrayList<>();
  private final Set<String> gone = new HashSet<>();
  private final Set<String> codes = new HashSet<>();
  private final Set<String> subjects = new HashSet<>();
  private Chance chance;
  private Kind target = Kind.DELETE;
  private int left;
  private boolean prelude;
  private int calls;

  OddVendor(String name, Chance chance) {
    this.name = name;
    this.truth = new Truth(name);
    this.chance = chance;
  }

  /** Begins a try with these subjects, some of which are there. */
  synchronized void begin(Chance ofTry, List<String> names) {
    chance = ofTry;
    odd.clear();
    gone.clear();
    codes.clear();
    subjects.clear();
    subjects.addAll(names);
    truth.present().clear();
    truth.deleted().clear();
    truth.present().addAll(OTHERS);
    names.stream().filter(one -> !chance.oneIn(4)).forEach(truth.present()::add);
    target = target();
    left = chance.between(1, 2);
    prelude = target != Kind.DELETE;
    calls = 0;
  }

  private Kind target() {
    return switch (name) {
      case "sf-express" -> Kind.DELETE;
      case "tencent-im", "longlonglong" -> chance.oneIn(3) ? Kind.VERIFY : Kind.DELETE;
      default -> chance.of(Kind.DELETE, Kind.DELETE, Kind.VERIFY, Kind.LOGIN);
    };
  }

  /** What the vendor sends back. */
  synchronized Wire answer(Call call) {
    calls++;
    Kind kind = truth.kind(call);
    if (prelude && kind == Kind.DELETE) {
      prelude = false;
      return prelude(call);
    }
    if (kind != target || left == 0) {
      return Replies.plain("right", Replies.bytes(truth.answer(call))).wire();
    }
    left--;
    return odd(call, kind);
  }

  // What makes Lethe log in anew, or ask what became of the rows.
  private Wire prelude(Call call) {
    if (target == Kind.LOGIN) {
      codes.add("20006");
      return Replies.plain("key", "{\"code\":20006,\"msg\":\"Zqbody\"}".getBytes(UTF_8)).wire();
    }
    if (chance.coin()) {
      truth.delete(truth.subjects(call));
    }
    return Replies.cut().wire();
  }

  private Wire odd(Call call, Kind kind) {
    List<String> sent = truth.subjects(call);
    List<String> ids = new ArrayList<>(OTHERS);
    ids.addAll(subjects);
    Made made = Replies.made(chance, truth.wouldAnswer(call), ids);
    odd.add(made);
    codes.add("http-" + made.status());
    byte[] body = made.body();
    if (body != null) {
      gone.addAll(Said.gone(name, kind, body, subjects, sent));
      codes.addAll(Said.scalars(body));
    }
    if (kind == Kind.DELETE && made.silent() && chance.coin()) {
      truth.delete(sent);
    }
    return made.wire();
  }

  /** Whether a subject is gone, or a reply could be taken to say so. */
  synchronized boolean mayCountAsGone(String subject) {
    return !truth.present().contains(subject) || gone.contains(subject);
  }

  /** Whether a call of this try deleted it. */
  synchronized boolean deleted(String subject) {
    return truth.deleted().contains(subject);
  }

  /** Whether an odd reply had that code in it. */
  synchronized boolean said(String code) {
    return codes.contains(code);
  }

  synchronized int calls() {
    return calls;
  }

  /** How the odd replies were made. */
  synchronized List<String> kinds() {
    return odd.stream().map(made -> target + " " + made.kind()).toList();
  }

  /** The odd replies themselves, for the report of a failing try. */
  @Override
  public synchronized String toString() {
    StringBuilder text = new StringBuilder(name + " " + target + ":");
    for (Made made : odd) {
      String wire = new String(made.wire().bytes(), UTF_8);
      text.append("\n").append(made.kind()).append(": ");
      text.append(wire, 0, Math.min(1500, wire.length()));
    }
    return text.toString();
  }
}
