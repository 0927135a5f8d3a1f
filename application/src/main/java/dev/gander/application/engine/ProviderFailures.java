package dev.gander.application.engine;

import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.regex.Pattern;

/// Reports a model's failure to the user in the conversation. The report is not stored, so the
/// model never reads it.
final class ProviderFailures {
  private static final System.Logger LOG = System.getLogger(ProviderFailures.class.getName());
  private static final String ENDS = ".!?…";
  private static final Pattern ABOUT_MODEL =
      Pattern.compile("(?is)\\b4\\d\\d\\b.*\\bmodel|\\bmodel.*\\b4\\d\\d\\b");

  private ProviderFailures() {}

  static void tell(Dialogue dialogue, ProviderException failure) throws InterruptedException {
    switch (failure) {
      case ProviderException.CreditsExhausted credits -> dialogue.notice(creditsNotice(credits));
      case ProviderException.NetworkError network ->
          dialogue.remark(
              network.display() + "\n\nPlease check the connection and send your message again.");
      case ProviderException.Refused refusal -> dialogue.remark(refusalText(refusal));
      case ProviderException.BudgetSpent spent -> dialogue.remark(spent.display());
      case ProviderException.RequestFailed refused ->
          remark(dialogue, withKnownModels(dialogue, refused));
      case ProviderException.Authentication _,
          ProviderException.RateLimited _,
          ProviderException.ServerError _,
          ProviderException.ExecutionError _,
          ProviderException.UsageError _,
          ProviderException.Unsupported _,
          ProviderException.EndpointNotFound _,
          ProviderException.ContextLengthExceeded _ ->
          remark(dialogue, failure.display());
    }
  }

  private static void remark(Dialogue dialogue, String error) {
    dialogue.remark(
        "Ran into this error: "
            + sentence(error)
            + "\n\nPlease send your message again if this looks like a passing problem.");
  }

  /// A service's own words may end a sentence already.
  private static String sentence(String error) {
    return error.isEmpty() || ENDS.indexOf(error.charAt(error.length() - 1)) >= 0
        ? error
        : error + ".";
  }

  /// Lists the existing models to a user who named one that does not exist.
  private static String withKnownModels(Dialogue dialogue, ProviderException.RequestFailed failure)
      throws InterruptedException {
    List<String> models = ABOUT_MODEL.matcher(failure.text()).find() ? models(dialogue) : List.of();
    return models.isEmpty()
        ? failure.display()
        : sentence(failure.display())
            + " Available models for this provider: "
            + String.join(", ", models);
  }

  private static List<String> models(Dialogue dialogue) throws InterruptedException {
    try {
      return dialogue.model().provider().models();
    } catch (ProviderException e) {
      LOG.log(Level.DEBUG, "models cannot be listed: {0}", e.display());
      return List.of();
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
    String category = refusal.category() == null ? "" : "\n\nCategory: " + refusal.category();
    return "The provider refused this request.\n\n"
        + refusal.text()
        + category
        + "\n\nPlease start a new session to go on: it would be refused again in this one.";
  }
}
