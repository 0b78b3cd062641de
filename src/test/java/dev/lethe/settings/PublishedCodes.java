package dev.lethe.settings;

import static dev.lethe.vendor.Verdict.ABSENT;
import static dev.lethe.vendor.Verdict.DELETED;
import static dev.lethe.vendor.Verdict.HALT;
import static dev.lethe.vendor.Verdict.REFUSED;
import static dev.lethe.vendor.Verdict.RELOGIN;
import static dev.lethe.vendor.Verdict.RETRY;
import static dev.lethe.vendor.Verdict.UNKNOWN;

import dev.lethe.vendor.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the vendors' pages say of their codes, written out by hand. */
public final class PublishedCodes {

  /** One code, the row of the table that it belongs to, and what it means the first time. */
  public record Published(String code, String row, Verdict ofItem, Verdict ofCall) {}

  /** The error table of the platform behind Yunke and Digelao. */
  public static final List<Published> YUNKE =
      concat(
          Stream.of(
              all(DELETED, "0"),
              all(HALT, "10001", "100001", "20001", "20002", "20003", "20004", "20007"),
              all(RELOGIN, "20005", "20006"),
              all(HALT, "30001", "30002", "30003", "30004", "30005", "30006"),
              Stream.of(
                  new Published("30007", "*", RETRY, RETRY),
                  new Published("99999", "*", RETRY, RETRY))));

  /** SF's causes: the one that is published, those that are known, reason codes of its orders. */
  public static final List<Published> SF =
      List.of(
          new Published("用户账号不存在!", "*不存在*", ABSENT, ABSENT),
          new Published("用户账号不存在！", "*不存在*", ABSENT, ABSENT),
          new Published("系统繁忙", "*系统*", RETRY, RETRY),
          new Published("处理超时", "*超时*", RETRY, RETRY),
          new Published("数据异常", "*异常*", RETRY, RETRY),
          new Published("签名错误", "*签名*", HALT, HALT),
          new Published("没有权限", "*权限*", REFUSED, HALT),
          new Published("4001", "*4001*", RETRY, RETRY),
          new Published("4002: parse", "*4002*", HALT, HALT),
          new Published("6101", "*61??*", HALT, HALT),
          new Published("6199 companyId", "*61??*", HALT, HALT),
          new Published("nobody knows", "*", RETRY, RETRY));

  /** Longlonglong publishes one code, the rest is read from its form and from HTTP. */
  public static final List<Published> LONGLONGLONG =
      concat(
          Stream.of(
              all(DELETED, "200"),
              all(RETRY, "6007"),
              all(REFUSED, "400", "422"),
              all(HALT, "401", "403"),
              Stream.of(
                  new Published("500", "*", RETRY, RETRY),
                  new Published("6008", "*", RETRY, RETRY))));

  /** HTTP statuses of Longlonglong. */
  public static final List<Published> LONGLONGLONG_HTTP =
      concat(
          Stream.of(
              all(REFUSED, "http-400", "http-422"),
              all(HALT, "http-401", "http-403", "http-404", "http-405", "http-411"),
              http()));

  /** HTTP statuses of vendors that say nothing of them. */
  public static final List<Published> HTTP =
      concat(
          Stream.of(
              Stream.of(
                  new Published("http-401", "http-4xx", HALT, HALT),
                  new Published("http-403", "http-4xx", HALT, HALT),
                  new Published("http-404", "http-4xx", HALT, HALT)),
              http()));

  private PublishedCodes() {}

  private static Stream<Published> http() {
    return concat(
        Stream.of(
            all(UNKNOWN, "http-408"),
            all(RETRY, "http-429", "http-503"),
            Stream.of(
                new Published("http-500", "http-5xx", RETRY, RETRY),
                new Published("http-502", "http-5xx", RETRY, RETRY),
                new Published("http-302", "http-3xx", HALT, HALT))))
        .stream();
  }

  private static Stream<Published> all(Verdict verdict, String... codes) {
    return Arrays.stream(codes).map(code -> new Published(code, code, verdict, verdict));
  }

  private static List<Published> concat(Stream<Stream<Published>> parts) {
    return parts.flatMap(part -> part).toList();
  }
}
