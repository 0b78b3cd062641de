package dev.lethe.port;

import dev.lethe.operate.OperationException;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** Answers where nothing else does yet, and goes wrong in the ways in which controllers do. */
@ResponseBody
public final class Probe {
  static final String PLANTED = "planted-subject-4711";

  /** Answers to everything that nobody else answers to. */
  public Map<String, String> any() {
    return Map.of("probe", "through");
  }

  public Map<String, String> typed(@RequestParam("limit") int limit) {
    return Map.of("limit", String.valueOf(limit));
  }

  public Map<String, String> fail() {
    return Map.of("number", String.valueOf(Integer.parseInt(PLANTED)));
  }

  public Map<String, String> refuse(@RequestParam("kind") OperationException.Kind kind) {
    if (kind.name().isEmpty()) {
      return Map.of();
    }
    throw new OperationException(kind, "A sentence for people.");
  }

  public Map<String, String> json(@RequestBody Map<String, Object> body) {
    return Map.of("members", String.valueOf(body.size()));
  }

  public Map<String, String> file(@RequestParam("file") MultipartFile file) {
    return Map.of("bytes", String.valueOf(file.getSize()));
  }

  /** Puts it behind the port. */
  static void register(ApplicationContext context) throws NoSuchMethodException {
    RequestMappingHandlerMapping mapping =
        context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    Probe probe = new Probe();
    RequestMappingInfo.BuilderConfiguration options = new RequestMappingInfo.BuilderConfiguration();
    options.setPatternParser(new PathPatternParser());
    add(mapping, probe, "any", null, options, "/api/v1/**");
    add(mapping, probe, "typed", null, options, "/api/v1/status", int.class);
    add(mapping, probe, "fail", null, options, "/api/v1/status");
    add(mapping, probe, "refuse", null, options, "/api/v1/status", OperationException.Kind.class);
    add(
        mapping,
        probe,
        "json",
        MediaType.APPLICATION_JSON_VALUE,
        options,
        "/api/v1/requests",
        Map.class);
    add(
        mapping,
        probe,
        "file",
        MediaType.MULTIPART_FORM_DATA_VALUE,
        options,
        "/api/v1/requests",
        MultipartFile.class);
  }

  private static void add(
      RequestMappingHandlerMapping mapping,
      Probe probe,
      String method,
      String consumes,
      RequestMappingInfo.BuilderConfiguration options,
      String path,
      Class<?>... parameters)
      throws NoSuchMethodException {
    RequestMappingInfo.Builder info =
        RequestMappingInfo.paths(path).produces(MediaType.APPLICATION_JSON_VALUE).options(options);
    if (!method.equals("any")) {
      info.params("probe=" + method);
    }
    if (consumes != null) {
      info.consumes(consumes);
    }
    mapping.registerMapping(info.build(), probe, Probe.class.getMethod(method, parameters));
  }
}
