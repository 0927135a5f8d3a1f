package dev.gander.adapters.llm.services.speech;

import dev.gander.domain.error.ProviderException;
import dev.gander.provider.kit.service.ServiceRefusal;

/// What the refusals of speech services mean, by the words that goosed looks for.
final class SpeechRefusals {
  private static final String NOTHING_TO_HEAR = "too short";
  private static final int LONGEST = 1000;

  private SpeechRefusals() {}

  static ProviderException of(ServiceRefusal refusal) {
    String text = refusal.body();
    if (refusal.status() == 401 || text.contains("Invalid API key")) {
      return new ProviderException.Authentication("Invalid API key");
    }
    if (refusal.status() == 429 || text.contains("quota")) {
      return new ProviderException.RateLimited("Rate limit exceeded", null);
    }
    String cut = text.substring(0, Math.min(text.length(), LONGEST)).strip();
    return new ProviderException.RequestFailed(refusal.status(), "API error: " + cut);
  }

  /// Whether a service refused because nobody spoke.
  static boolean isSilence(ProviderException.RequestFailed failure) {
    return failure.status() != 0 && failure.text().contains(NOTHING_TO_HEAR);
  }
}
