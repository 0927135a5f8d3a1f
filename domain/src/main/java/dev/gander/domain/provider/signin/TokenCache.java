package dev.gander.domain.provider.signin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Where the tokens of providers are kept. `place` is a file or folder below the folder of
/// settings, the same as goosed's.
public enum TokenCache {
  CHATGPT_CODEX("chatgpt_codex/tokens.json", "chatgpt_codex"),
  DATABRICKS("databricks/oauth", "databricks databricks_v2"),
  GEMINI_OAUTH("gemini_oauth/tokens.json", "gemini_oauth"),
  GITHUB_COPILOT("githubcopilot", "github_copilot"),
  HUGGINGFACE("huggingface/oauth/tokens.json", "huggingface"),
  KIMI_CODE("kimicode/token.json", "kimi_code"),
  XAI_OAUTH("xai_oauth/tokens.json", "xai_oauth");

  private final String place;
  private final String providers;

  TokenCache(String place, String providers) {
    this.place = place;
    this.providers = providers;
  }

  public String place() {
    return place;
  }

  /// The file that it is.
  public TokenFile file() {
    return new TokenFile(this, "");
  }

  /// The providers that share it; the first one stands for all.
  public List<String> providers() {
    return List.of(providers.split(" ", -1));
  }

  public static Optional<TokenCache> of(String provider) {
    return Arrays.stream(values())
        .filter(cache -> cache.providers().contains(provider))
        .findFirst();
  }
}
