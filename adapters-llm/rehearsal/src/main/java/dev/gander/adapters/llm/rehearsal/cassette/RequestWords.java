package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.adapters.llm.rehearsal.TurnNotes;
import dev.gander.domain.config.SecretMask;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Tool;
import java.util.stream.Collectors;

/// Describes a request in one sentence, so that users recognise it.
final class RequestWords {
  private static final int SHOWN = 80;

  private RequestWords() {}

  static String of(ProviderRequest request) {
    return "model `%s`, tools: %s; %d messages%s"
        .formatted(
            request.model().modelName(),
            names(request),
            request.messages().size(),
            request.messages().isEmpty() ? "" : ", the last " + last(request));
  }

  private static String names(ProviderRequest request) {
    return request.tools().isEmpty()
        ? "none"
        : request.tools().stream().map(Tool::name).sorted().collect(Collectors.joining(", "));
  }

  private static String last(ProviderRequest request) {
    Message last = request.messages().getLast();
    if (last.hasToolResponse()) {
      return "with results of tools";
    }
    String text = SecretMask.inText(TurnNotes.removedFrom(last.text())).strip();
    return "from the " + last.role().wire() + ": \"" + shortened(text) + "\"";
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
