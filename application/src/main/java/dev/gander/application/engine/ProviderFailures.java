package dev.gander.application.engine;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;

/// Tells the user in the conversation that the model failed. Nothing of it is stored, so that the
/// model never reads it.
final class ProviderFailures {
  private ProviderFailures() {}

  static void tell(Dialogue dialogue, ProviderException failure) {
    switch (failure) {
      case ProviderException.ContextLengthExceeded _ ->
          dialogue.notice(
              new Content.SystemNotification(
                  "inlineMessage",
                  "Unable to continue: the conversation is longer than the model takes. Please"
                      + " start a new session."));
      case ProviderException.CreditsExhausted credits -> dialogue.notice(creditsNotice(credits));
      case ProviderException.NetworkError network ->
          dialogue.remark(
              network.display()
                  + "\n\nThe model service could not be reached. Please check the connection and"
                  + " send your message again.");
      case ProviderException.Refused refusal -> dialogue.remark(refusalText(refusal));
      case ProviderException.Authentication _,
          ProviderException.RateLimited _,
          ProviderException.ServerError _,
          ProviderException.RequestFailed _,
          ProviderException.ExecutionError _,
          ProviderException.UsageError _,
          ProviderException.Unsupported _,
          ProviderException.EndpointNotFound _ ->
          dialogue.remark(
              "Ran into this error: "
                  + failure.display()
                  + ".\n\nPlease send your message again if this looks like a passing problem.");
    }
  }

  private static Content creditsNotice(ProviderException.CreditsExhausted failure) {
    String url = failure.topUpUrl();
    String text =
        url == null
            ? "Your account with the model service has run out of credits."
            : "Your account with the model service has run out of credits. Top up at " + url;
    JsonObject data = JsonObject.builder().putOrNull("top_up_url", url).build();
    return new Content.SystemNotification("creditsExhausted", text, data, JsonObject.EMPTY);
  }

  private static String refusalText(ProviderException.Refused refusal) {
    String category = refusal.category() == null ? "" : " (" + refusal.category() + ")";
    return "The model refused to answer"
        + category
        + ": "
        + refusal.text()
        + "\n\nPlease start a new session to go on.";
  }
}
