package dev.gander.domain.provider;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.model.ModelCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Who signed or encrypted the thinking in an answer: a family of models that accept each other's
/// signatures wherever they run, else the provider that sent the answer. Any other service rejects
/// signed thinking, and with it every later request of the session.
///
/// A message without a note was signed by the session's model. The signer is recorded in the
/// message's metadata (`signer`) only when that would be wrong or becomes wrong: when the session
/// switches to a model with another signer. So sessions written by goose, which records nothing,
/// work too.
public record Signer(String name) {
  /// @param naming what the name of the answering model reveals
  public static Signer of(String provider, ModelCatalog.Naming naming) {
    return new Signer(Objects.requireNonNullElse(naming.signer(), provider));
  }

  /// The message with this signer's note, if it contains anything signed and has no note yet.
  public Message noteOn(Message message) {
    return message.withMetadata(noteFor(message));
  }

  /// The metadata of [#noteOn].
  public MessageMetadata noteFor(Message message) {
    MessageMetadata metadata = message.metadata();
    return metadata.signer().isEmpty() && message.content().stream().anyMatch(Signer::isSigned)
        ? metadata.withSigner(name)
        : metadata;
  }

  /// A conversation as this signer's models accept it: thinking signed by others loses its
  /// signature, and thinking encrypted by others is left out.
  ///
  /// @param usual the signer of messages without a note
  public List<Message> readable(List<Message> conversation, Signer usual) {
    List<Message> readable = new ArrayList<>(conversation.size());
    for (Message message : conversation) {
      Optional<String> noted = message.metadata().signer();
      boolean own = noted.isEmpty() ? usual.equals(this) : noted.get().equals(name);
      readable.add(own ? message : unsigned(message));
    }
    return readable;
  }

  private static Message unsigned(Message message) {
    for (Content block : message.content()) {
      if (isSigned(block)) {
        return message.withContent(
            message.content().stream().flatMap(other -> unsigned(other).stream()).toList());
      }
    }
    return message;
  }

  private static boolean isSigned(Content block) {
    return switch (block) {
      case Content.Thinking thinking -> !thinking.signature().isEmpty();
      case Content.RedactedThinking _ -> true;
      default -> false;
    };
  }

  private static Optional<Content> unsigned(Content block) {
    return switch (block) {
      case Content.Thinking(String thinking, String _, JsonObject other) ->
          Optional.of(new Content.Thinking(thinking, "", other));
      case Content.RedactedThinking _ -> Optional.empty();
      default -> Optional.of(block);
    };
  }
}
