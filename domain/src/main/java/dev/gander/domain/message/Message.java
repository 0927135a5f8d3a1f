package dev.gander.domain.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One message of a conversation, or a fragment of one while it streams: the fragments of a message
/// share its `id`. `created` is in epoch seconds; `id` is null for messages that are never stored.
public record Message(
    @Nullable String id, Role role, long created, List<Content> content, MessageMetadata metadata) {
  /// Older desktop clients gave times in milliseconds; a larger number is one of theirs. The last
  /// second before it is in the year 5138, the first millisecond after it in 1973.
  public static final long LARGEST_SECOND = 99_999_999_999L;

  /// In chars. What is longer is worth being treated by itself.
  private static final int LONGEST_WORDS = 4096;

  private static final long FIRST_SECOND = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  public Message {
    content = List.copyOf(content);
  }

  public static Message assistant(@Nullable String id, long created, Content... content) {
    return new Message(id, Role.ASSISTANT, created, List.of(content), MessageMetadata.VISIBLE);
  }

  public static Message user(@Nullable String id, long created, Content... content) {
    return new Message(id, Role.USER, created, List.of(content), MessageMetadata.VISIBLE);
  }

  /// The time of `created`; empty if RFC 3339 cannot represent it, as may happen in a handmade
  /// import.
  public static Optional<Instant> time(long created) {
    return created < FIRST_SECOND || created > LAST_SECOND
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(created));
  }

  /// The epoch second of a time that a client gave in seconds or in milliseconds.
  public static long second(long given) {
    return given > LARGEST_SECOND ? given / 1000 : given;
  }

  public Message withId(@Nullable String changed) {
    return new Message(changed, role, created, content, metadata);
  }

  public Message withCreated(long changed) {
    return new Message(id, role, changed, content, metadata);
  }

  public Message withContent(List<Content> changed) {
    return new Message(id, role, created, changed, metadata);
  }

  public Message withMetadata(MessageMetadata changed) {
    return new Message(id, role, created, content, changed);
  }

  /// The only block, if that is a short text: the usual fragment of an answer. Null otherwise.
  public Content.@Nullable Text words() {
    return content.size() == 1
            && content.getFirst() instanceof Content.Text text
            && text.text().length() <= LONGEST_WORDS
        ? text
        : null;
  }

  /// Whether both are a few words, and alike but for them, as the fragments of an answer are.
  public boolean isLike(Message other) {
    Content.Text text = words();
    Content.Text otherText = other.words();
    return text != null
        && otherText != null
        && created == other.created
        && role == other.role
        && Objects.equals(id, other.id)
        && metadata.equals(other.metadata)
        && text.other().equals(otherText.other());
  }

  /// This message with other words.
  public Message withWords(String other) {
    return withContent(List.of(new Content.Text(other, Objects.requireNonNull(words()).other())));
  }

  public boolean isAgentVisible() {
    return metadata.agentVisible();
  }

  /// The text blocks, joined by line breaks.
  public String text() {
    List<String> texts = new ArrayList<>(1);
    for (Content block : content) {
      if (block instanceof Content.Text text) {
        texts.add(text.text());
      }
    }
    // A single text may be huge: it is not copied.
    return texts.size() == 1 ? texts.getFirst() : String.join("\n", texts);
  }

  /// Whether its text begins like this, not counting white space before. Takes no copy of the text,
  /// as stripping it would: it may be huge, and hardly any text begins like a command.
  public boolean begins(String words) {
    String text = text();
    int first = 0;
    while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
      first++;
    }
    return text.startsWith(words, first);
  }

  public List<Content.ToolRequest> toolRequests() {
    // Called for each fragment of a stream: a loop takes a tenth of the time of a stream.
    List<Content.ToolRequest> requests = new ArrayList<>(0);
    for (Content block : content) {
      if (block instanceof Content.ToolRequest request) {
        requests.add(request);
      }
    }
    return List.copyOf(requests);
  }

  public boolean hasToolResponse() {
    for (Content block : content) {
      if (block instanceof Content.ToolResponse) {
        return true;
      }
    }
    return false;
  }
}
