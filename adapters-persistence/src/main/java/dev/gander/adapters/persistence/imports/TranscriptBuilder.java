package dev.gander.adapters.persistence.imports;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.imports.ImportDefaults;
import dev.gander.domain.imports.ImportedSession;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.PlainText;
import dev.gander.domain.message.Role;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.TokenState;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects the content of another agent's transcript, line by line.
///
/// The lines are in the order of the dialogue, while messages are sorted by their seconds: a line
/// without a time, or with an earlier one, gets the time of the line before.
final class TranscriptBuilder {
  private static final int LONGEST_TITLE = 80;
  private static final int LAST_YEAR = 9999;
  private static final String ELLIPSIS = "...";

  private final ImportDefaults defaults;
  private final List<Message> messages = new ArrayList<>();
  private final Set<String> entries = new HashSet<>();
  private @Nullable String id;
  private @Nullable String workingDir;
  private @Nullable String title;
  private @Nullable String firstWords;
  private @Nullable Double cost;
  private TokenUsage usage = TokenUsage.UNKNOWN;
  private boolean timed;
  private long second;

  TranscriptBuilder(ImportDefaults defaults) {
    this.defaults = defaults;
    this.second = defaults.now().getEpochSecond();
  }

  /// Starts a line.
  ///
  /// @return false if the line's id has occurred before: copies of a transcript repeat entries
  boolean enter(JsonObject line, Optional<String> entry) {
    second(line).ifPresent(this::moveTo);
    return entry.map(entries::add).orElse(true);
  }

  /// The first time in the transcript also applies to the lines before it.
  private void moveTo(long time) {
    if (timed) {
      second = Math.max(second, time);
    } else {
      timed = true;
      second = time;
      messages.replaceAll(message -> message.withCreated(time));
    }
  }

  /// The first of each counts.
  void comesFrom(Optional<String> session, Optional<String> folder) {
    id = id == null ? session.orElse(null) : id;
    workingDir = workingDir == null ? folder.orElse(null) : workingDir;
  }

  /// A title given by the agent; the first one counts.
  void isCalled(String given) {
    title = title == null ? firstLine(given).orElse(null) : title;
  }

  /// A session without a title is named after the user's first words.
  void isAbout(List<Content> said) {
    for (Content block : said) {
      if (firstWords == null && block instanceof Content.Text(String text, _)) {
        firstWords = firstLine(text).orElse(null);
      }
    }
  }

  void say(Role role, List<Content> content) {
    say(role, content, MessageMetadata.VISIBLE);
  }

  /// Adds a message with the time of the line, unless it is empty.
  void say(Role role, List<Content> content, MessageMetadata metadata) {
    if (!content.isEmpty()) {
      messages.add(new Message(null, role, second, content, metadata));
    }
  }

  void used(TokenUsage tokens, @Nullable Double dollars) {
    usage = tokens;
    cost = dollars;
  }

  /// @param agent its name for itself
  /// @throws InvalidInput if there is no message
  ImportedSession build(String agent) {
    if (messages.isEmpty()) {
      throw new InvalidInput("the " + agent + " transcript holds no message");
    }
    String origin = id == null ? "" : id;
    SessionDetails details =
        SessionDetails.of(
                name("Imported " + agent + " session " + origin),
                workingDir == null ? defaults.workingDir() : workingDir,
                GooseMode.AUTO)
            .withTokens(new TokenState(usage, usage, cost));
    return new ImportedSession(details, messages);
  }

  private String name(String otherwise) {
    if (title != null) {
      return title;
    }
    return firstWords != null ? firstWords : otherwise.strip();
  }

  private static Optional<String> firstLine(String text) {
    return PlainText.clean(text)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .map(TranscriptBuilder::shortened);
  }

  /// Counts code points, so that no character is cut in half.
  private static String shortened(String line) {
    if (line.codePointCount(0, line.length()) <= LONGEST_TITLE) {
      return line;
    }
    int end = line.offsetByCodePoints(0, LONGEST_TITLE - ELLIPSIS.length());
    return line.substring(0, end) + ELLIPSIS;
  }

  private static Optional<Long> second(JsonObject line) {
    try {
      return line.text("timestamp")
          .map(OffsetDateTime::parse)
          .filter(time -> time.getYear() > 0 && time.getYear() <= LAST_YEAR)
          .map(OffsetDateTime::toEpochSecond);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
