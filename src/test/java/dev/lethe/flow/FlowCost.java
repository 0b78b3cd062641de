package dev.lethe.flow;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Counts what Lethe does rather than how long it takes: exchanges that Camel creates, statements
 * that SQLite runs, bytes that threads allocate. What only the clock triggers is left out, where
 * that can be told, so that a slow machine counts as a quick one does.
 */
final class FlowCost implements AutoCloseable {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final CamelContext camel;
  private final Created created = new Created();
  private final ResettableClassFileTransformer counting;

  FlowCost(CamelContext camel) {
    this.camel = camel;
    camel.getManagementStrategy().addEventNotifier(created);
    counting =
        new AgentBuilder.Default()
            .disableClassFormatChanges()
            .ignore(ElementMatchers.none())
            .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
            .type(ElementMatchers.named("org.sqlite.core.DB"))
            .transform(
                (builder, type, loader, module, domain) ->
                    builder
                        .visit(
                            Advice.to(One.class)
                                .on(
                                    ElementMatchers.named("execute")
                                        .and(
                                            ElementMatchers.takesArguments(
                                                long.class, Object[].class))))
                        .visit(
                            Advice.to(Many.class)
                                .on(
                                    ElementMatchers.named("executeBatch")
                                        .and(ElementMatchers.takesArgument(0, long.class)))))
            .installOn(ByteBuddyAgent.install());
  }

  /** What was counted so far. */
  Count now() {
    return new Count(created.count.get(), Statements.COUNT.get(), allocated());
  }

  /** By thread. The test's own and the simulated vendors' are not Lethe's. */
  private static Map<Long, Long> allocated() {
    Map<Long, Long> allocated = new HashMap<>();
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null
          && thread.getThreadId() != Thread.currentThread().getId()
          && !thread.getThreadName().startsWith("sandbox-")) {
        long id = thread.getThreadId();
        allocated.put(id, Math.max(0, THREADS.getThreadAllocatedBytes(id)));
      }
    }
    return allocated;
  }

  @Override
  public void close() {
    camel.getManagementStrategy().removeEventNotifier(created);
    counting.reset(
        ByteBuddyAgent.getInstrumentation(), AgentBuilder.RedefinitionStrategy.RETRANSFORMATION);
  }

  /**
   * What was counted.
   *
   * @param bytes by thread; what a thread allocated that has ended since is not told
   */
  record Count(long exchanges, long statements, Map<Long, Long> bytes) {

    Count since(Count before) {
      Map<Long, Long> more = new HashMap<>();
      bytes.forEach((id, all) -> more.put(id, all - before.bytes.getOrDefault(id, 0L)));
      return new Count(exchanges - before.exchanges, statements - before.statements, more);
    }

    long allBytes() {
      return bytes.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Where the woven code counts: it knows no objects of ours. */
  public static final class Statements {
    /** Statements that were run, each of a JDBC batch counted. */
    public static final AtomicLong COUNT = new AtomicLong();

    private Statements() {}
  }

  static final class One {
    @Advice.OnMethodEnter
    static void enter() {
      Statements.COUNT.incrementAndGet();
    }
  }

  static final class Many {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(1) int count) {
      Statements.COUNT.addAndGet(count);
    }
  }

  private static final class Created extends EventNotifierSupport {
    private final AtomicLong count = new AtomicLong();

    @Override
    public void notify(CamelEvent event) {
      String from =
          ((CamelEvent.ExchangeEvent) event).getExchange().getFromEndpoint().getEndpointUri();
      if (!from.startsWith("scheduler:") && !from.startsWith("quartz:")) {
        count.incrementAndGet();
      }
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
      return event.getType() == CamelEvent.Type.ExchangeCreated;
    }
  }
}
