package dev.gander.adapters.llm.signin.copilot;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenFile;
import java.net.URI;

/// One GitHub that signs users in and issues their tokens: github.com, or a company's own.
///
/// @param device the address that issues a device code
/// @param login the address that exchanges the code for a GitHub token
/// @param tokens the address that exchanges this token for a Copilot token
/// @param file the file for the Copilot token
record CopilotHost(URI device, URI login, URI tokens, TokenFile file) {
  private static final String PUBLIC = "github.com";
  private static final String HOST = "GITHUB_COPILOT_HOST";
  private static final String TOKENS = "GITHUB_COPILOT_TOKEN_URL";

  /// @throws ProviderException if the settings name no host, or an invalid address
  static CopilotHost from(ProviderSettings settings) {
    String host =
        settings
            .setting(HOST)
            .map(String::strip)
            .map(text -> text.replaceFirst("^https://", "").replaceFirst("/+$", ""))
            .filter(text -> !text.isEmpty())
            .orElse(PUBLIC);
    if (!host.matches("[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")) {
      throw new ProviderException.ExecutionError(HOST + " is no host like ghe.example.com", null);
    }
    return new CopilotHost(
        URI.create("https://" + host + "/login/device/code"),
        URI.create("https://" + host + "/login/oauth/access_token"),
        tokens(host, settings),
        file(host));
  }

  /// Another address applies to other hosts only (goosed 1.36).
  private static URI tokens(String host, ProviderSettings settings) {
    String usual = "https://api." + host + "/copilot_internal/v2/token";
    if (host.equals(PUBLIC)) {
      return URI.create(usual);
    }
    String chosen =
        settings
            .setting(TOKENS)
            .map(text -> text.strip().replaceFirst("/+$", ""))
            .filter(text -> !text.isEmpty())
            .orElse(usual);
    if (!chosen.matches("https://[A-Za-z0-9][!-~]*")) {
      throw new ProviderException.ExecutionError(
          TOKENS + " is no address like https://host/path", null);
    }
    return URI.create(chosen);
  }

  private static TokenFile file(String host) {
    return new TokenFile(
        CopilotProviderFactory.TOKENS,
        host.equals(PUBLIC) ? "info.json" : host.replaceAll("[/:.]", "_") + "/info.json");
  }
}
