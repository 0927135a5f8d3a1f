package dev.gander.adapters.llm.services.openai;

import dev.gander.adapters.llm.services.DeclaredService;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.provider.kit.wire.ReasoningName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The address of the provider `openai`: the variable `OPENAI_HOST`, or else `OPENAI_BASE_URL`, or
/// else the setting `OPENAI_HOST`. A base URL that ends in `/v1`, or has no path, is followed by
/// `v1/…`; any other is used as it is. `path` is the path of chat completions relative to `host`;
/// `setting` names the source of the host.
public record OpenAiAddress(String host, String setting, String path, String query) {
  static final String RESPONSES = "responses";
  private static final String CHAT = "chat/completions";
  private static final String VERSIONED_CHAT = "v1/" + CHAT;
  private static final Pattern VERSION_AT_END = Pattern.compile("(?:^|/)v[0-9]+$");

  public static OpenAiAddress from(ProviderSettings settings) {
    Optional<String> variable = settings.filledEnvironment("OPENAI_HOST");
    Optional<String> baseUrl = settings.filledSetting("OPENAI_BASE_URL");
    if (variable.isEmpty() && baseUrl.isPresent()) {
      return fromBaseUrl(baseUrl.get(), settings.filledEnvironment("OPENAI_BASE_PATH"));
    }
    String host =
        variable.or(() -> settings.filledSetting("OPENAI_HOST")).orElse("https://api.openai.com");
    String path = settings.filledSetting("OPENAI_BASE_PATH").orElse(VERSIONED_CHAT);
    return new OpenAiAddress(host, "OPENAI_HOST", path, "");
  }

  /// The address of a declared service. A path that ends in a version, or is missing, is followed
  /// by `chat/completions`; any other is used as it is, unless the declaration has a path of its
  /// own.
  static OpenAiAddress of(ProviderDeclaration declaration) {
    URI url = parse(withScheme(declaration.endpoint().baseUrl().strip()), DeclaredService.BASE_URL);
    String host = url.getScheme() + "://" + url.getRawAuthority();
    String basePath = declaration.endpoint().basePath();
    String own = basePath == null ? "" : withoutSlashes(basePath);
    String path = own.isEmpty() ? chatPath(url) : own;
    return new OpenAiAddress(host, DeclaredService.BASE_URL, path, "");
  }

  private static String chatPath(URI url) {
    String path = withoutSlashes(url.getRawPath() == null ? "" : url.getRawPath());
    if (path.isEmpty()) {
      return VERSIONED_CHAT;
    }
    return VERSION_AT_END.matcher(path).find() ? path + "/" + CHAT : path;
  }

  private static String withoutSlashes(String path) {
    return path.replaceAll("^/+|/+$", "");
  }

  /// The path next to chat completions for another operation, such as `models`.
  public String sibling(String name) {
    if (path.contains(CHAT)) {
      return path.replace(CHAT, name);
    }
    return path.contains(RESPONSES) ? path.replace(RESPONSES, name) : "v1/" + name;
  }

  boolean isCustomPath() {
    return !path.replaceAll("^/|/$", "").equals(VERSIONED_CHAT);
  }

  /// The models that are called over Responses: all or none if the path determines it, or else
  /// those that reason.
  Predicate<String> responsesModels() {
    if (isCustomPath() && path.contains(RESPONSES)) {
      return _ -> true;
    }
    return isCustomPath() && path.contains(CHAT) ? _ -> false : ReasoningName::isOfOpenAi;
  }

  /// Whether this is OpenAI itself, not a service that imitates it.
  boolean isOpenAi() {
    String name = host.replaceFirst("(?i)^https?://", "").replaceFirst("[:/?].*$", "");
    return name.equals("api.openai.com") || name.endsWith(".api.openai.com");
  }

  private static OpenAiAddress fromBaseUrl(String text, Optional<String> givenPath) {
    URI url = parse(withScheme(text), "OPENAI_BASE_URL");
    String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
    boolean versioned = path.isEmpty() || path.endsWith("/v1");
    String prefix = path.endsWith("/v1") ? path.substring(0, path.length() - 3) : path;
    String host = url.getScheme() + "://" + url.getRawAuthority() + prefix;
    return new OpenAiAddress(
        host, "OPENAI_BASE_URL", givenPath.orElse(versioned ? VERSIONED_CHAT : CHAT), query(url));
  }

  private static String query(URI url) {
    return url.getRawQuery() == null ? "" : url.getRawQuery();
  }

  private static String withScheme(String text) {
    if (text.contains("://")) {
      return text;
    }
    boolean local = text.matches("(localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[?::1]?)([:/].*)?");
    return (local ? "http://" : "https://") + text;
  }

  private static URI parse(String text, String setting) {
    try {
      URI url = new URI(text);
      if (url.getRawAuthority() != null) {
        return url;
      }
    } catch (URISyntaxException _) {
      // Reported below, without the address: it may contain a password.
    }
    throw new ProviderException.ExecutionError(setting + " is no address", null);
  }
}
