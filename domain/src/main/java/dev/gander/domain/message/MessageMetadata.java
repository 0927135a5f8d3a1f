package dev.gander.domain.message;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.Optional;

/// Who gets to see a message. `other` keeps further members (`inference`, `steer`, and whatever
/// newer versions write).
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

  /// Whose signatures are in the message, if it was noted: see [dev.gander.domain.provider.Signer].
  public Optional<String> signer() {
    return other.isEmpty() ? Optional.empty() : other.text("signer");
  }

  public MessageMetadata withSigner(String signer) {
    return new MessageMetadata(userVisible, agentVisible, other.with("signer", Json.of(signer)));
  }

  /// Which model answered, when it is not the one that was asked for (1.35 and newer).
  public MessageMetadata withInference(JsonObject inference) {
    return new MessageMetadata(userVisible, agentVisible, other.with("inference", inference));
  }
}
