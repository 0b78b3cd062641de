package dev.lethe.command;

import dev.lethe.operate.RequestView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code submit} tells a program. */
final class SubmitJson {
  private SubmitJson() {}

  /** One entry a file; {@code request} is null if nobody waited for it. */
  static Map<String, Object> of(List<Submit.Handed> handed, List<RequestView> ended) {
    List<Map<String, Object>> requests = new ArrayList<>();
    for (Submit.Handed one : handed) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("file", one.file().toString());
      entry.put("id", one.id());
      entry.put("known", one.submitted().known());
      entry.put(
          "request",
          ended.stream().filter(request -> request.id().equals(one.id())).findFirst().orElse(null));
      requests.add(entry);
    }
    return Map.of("submitted", requests);
  }
}
