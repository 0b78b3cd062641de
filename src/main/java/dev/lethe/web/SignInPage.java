package dev.lethe.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where people sign in: a form that works without script, in English or Chinese. */
@Controller
public final class SignInPage {

  /** The page; {@code ?refused} after a wrong password, {@code ?out} after signing out. */
  @GetMapping(Refusals.SIGN_IN)
  public String page(HttpServletRequest request, Locale locale, Model model) {
    boolean chinese = Locale.CHINESE.getLanguage().equals(locale.getLanguage());
    String asked = String.valueOf(request.getQueryString());
    model.addAttribute("lang", chinese ? "zh-CN" : "en");
    model.addAttribute("chinese", chinese);
    model.addAttribute("refused", asked.equals("refused"));
    model.addAttribute("out", asked.equals("out"));
    return "sign-in";
  }
}
