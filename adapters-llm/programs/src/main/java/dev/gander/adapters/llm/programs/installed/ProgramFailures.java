package dev.gander.adapters.llm.programs.installed;

import dev.gander.domain.config.SecretMask;
import dev.gander.domain.error.ProviderException;
import dev.gander.provider.kit.service.ContextLengthPhrases;
import java.util.Locale;
import java.util.regex.Pattern;

/// Recognises a program's failure by the words of its output.
public final class ProgramFailures {
  private static final Pattern NOT_SIGNED_IN =
      Pattern.compile(
          "not logged in|not authenticated|authentication required|please (log|sign) in"
              + "|/login|invalid api key|set an auth method|unauthorized|login required");
  private static final Pattern TOO_MANY =
      Pattern.compile("rate limit|rate_limit|too many requests|usage limit|resource_exhausted");

  private ProgramFailures() {}

  /// The failure that a program's output describes; text that looks like a key is hidden.
  public static ProviderException of(String said) {
    String text = SecretMask.inText(said);
    String words = text.toLowerCase(Locale.ROOT);
    if (words.contains("context window exceeded") || ContextLengthPhrases.match(text)) {
      return new ProviderException.ContextLengthExceeded(text);
    }
    if (TOO_MANY.matcher(words).find()) {
      return new ProviderException.RateLimited(text, null);
    }
    return NOT_SIGNED_IN.matcher(words).find()
        ? new ProviderException.Authentication(text)
        : new ProviderException.RequestFailed(text, null);
  }
}
