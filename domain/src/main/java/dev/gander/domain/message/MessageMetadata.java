package dev.gander.domain.message;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.Optional;

/// Who can see a message. `other` keeps further members (`inference`, `steer`, and those of newer
/// versions).
public record MessageMetadata(boolean userVisible, boolean agentVisible, JsonObject other) {
  public static final MessageMetadata VISIBLE = new MessageMetadata(true, true, JsonObject.EMPTY);
  public static final MessageMetadata USER_ONLY =
      new MessageMetadata(true, false, JsonObject.EMPTY);
  public static final MessageMetadata AGENT_ONLY =
      new MessageMetadata(false, true, JsonObject.EMPTY);

  public MessageMetadata withAgentVisible(boolean visible) {
    return new MessageMetadata(userVisible, visible, other);
  }

  public MessageMetadata withUserVisible(boolean visible) {
    return new MessageMetadata(visible, agentVisible, other);
  }

  /// The signer of the signatures in the message, if recorded: see
  /// [dev.gander.domain.provider.Signer].
  public Optional<String> signer() {
    return other.isEmpty() ? Optional.empty() : other.text("signer");
  }

  public MessageMetadata withSigner(String signer) {
    return new MessageMetadata(userVisible, agentVisible, other.with("signer", Json.of(signer)));
  }

  /// Records which model answered, if it is not the requested one (1.35 and newer).
  public MessageMetadata withInference(JsonObject inference) {
    return new MessageMetadata(userVisible, agentVisible, other.with("inference", inference));
  }
}
