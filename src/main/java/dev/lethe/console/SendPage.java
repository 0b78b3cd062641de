package dev.lethe.console;

import dev.lethe.evidence.Digests;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.Operations;
import dev.lethe.operate.Submission;
import dev.lethe.operate.Submitted;
import dev.lethe.plan.Plan;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A file is handed in: first what would come of it, then, on purpose, the file itself. The script
 * sends both, since a body in parts has its token in a header; it puts the answers into the page.
 */
@Controller
@ConditionalOnWebApplication
final class SendPage {
  private final Operations operations;

  SendPage(Operations operations) {
    this.operations = operations;
  }

  /**
   * What the form holds.
   *
   * @param file the chosen one, null or empty if none was
   * @param vendor whose subjects it lists, empty where the file says so itself
   * @param planned the SHA-256 of the file that the plan on the page is of
   * @param plannedName its name
   * @param plannedVendor the vendor that it was planned for
   * @param sure whether the box is ticked
   */
  record Form(
      @Nullable MultipartFile file,
      @Nullable String vendor,
      @Nullable String planned,
      @Nullable String plannedName,
      @Nullable String plannedVendor,
      @Nullable Boolean sure) {}

  @GetMapping("/console/send")
  String form(Model model) {
    model.addAttribute("vendors", operations.lanes());
    return "console/send";
  }

  @PostMapping("/console/plan")
  String plan(
      @ModelAttribute("form") Form form,
      @Nullable Principal person,
      Model model,
      HttpServletResponse response)
      throws IOException {
    try {
      Can.need(Can.of(person).submit(), "submit");
      MultipartFile file = chosen(form);
      return page(planned(file, submission(file, form, person)), model);
    } catch (OperationException e) {
      Problem.show(e, model, response);
      return page(null, model);
    }
  }

  /** Hands the file in if it is the very one that was planned; plans again if it is not. */
  @PostMapping("/console/send")
  String send(
      @ModelAttribute("form") Form form,
      @Nullable Principal person,
      Model model,
      HttpServletResponse response)
      throws IOException {
    try {
      Can.need(Can.of(person).submit(), "submit");
      MultipartFile file = chosen(form);
      Submission submission = submission(file, form, person);
      if (!isPlanned(form, submission, file)) {
        model.addAttribute("changed", true);
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        return page(planned(file, submission), model);
      }
      if (!Boolean.TRUE.equals(form.sure())) {
        model.addAttribute("unsure", true);
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(planned(file, submission), model);
      }
      Submitted submitted;
      try (InputStream content = file.getInputStream()) {
        submitted = operations.submit(submission, content);
      }
      response.setHeader(
          "HX-Redirect",
          UriComponentsBuilder.fromPath("/console/requests/{id}")
              .queryParam(submitted.known() ? "known" : "sent", "yes")
              .encode()
              .buildAndExpand(submitted.id())
              .toUriString());
      return "console/parts :: problem"; // Nothing, since there is none.
    } catch (OperationException e) {
      Problem.show(e, model, response);
      return page(null, model);
    }
  }

  private Plan planned(MultipartFile file, Submission submission) throws IOException {
    try (InputStream content = file.getInputStream()) {
      return operations.plan(submission, content);
    }
  }

  private static String page(@Nullable Plan plan, Model model) {
    if (plan != null) {
      model.addAttribute("plan", plan);
      model.addAttribute(
          "deletes", plan.vendors().values().stream().mapToLong(Plan.OfVendor::accepted).sum());
    }
    return "console/send :: plan";
  }

  private static MultipartFile chosen(Form form) {
    MultipartFile file = form.file();
    if (file == null || name(file).isEmpty()) {
      throw new OperationException(Kind.INVALID, "No file was chosen. Choose one.");
    }
    return file;
  }

  private static Submission submission(MultipartFile file, Form form, @Nullable Principal person) {
    return new Submission(
        name(file),
        RequestPages.blankToNull(form.vendor()),
        null,
        null,
        person == null ? "" : person.getName());
  }

  /** Some browsers send folders along. */
  private static String name(MultipartFile file) {
    String name = file.getOriginalFilename();
    return name == null
        ? ""
        : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  private static boolean isPlanned(Form form, Submission submission, MultipartFile file)
      throws IOException {
    String vendor = submission.vendor() == null ? "" : submission.vendor();
    return submission.name().equals(form.plannedName())
        && vendor.equals(form.plannedVendor() == null ? "" : form.plannedVendor())
        && sha256(file).equals(form.planned());
  }

  private static String sha256(MultipartFile file) throws IOException {
    MessageDigest digest = Digests.sha256();
    try (InputStream in = file.getInputStream();
        OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(sink);
    }
    return Digests.hex(digest);
  }
}
