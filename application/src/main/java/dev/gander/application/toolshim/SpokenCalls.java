package dev.gander.application.toolshim;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Extracts tool calls from an answer: those between markers, else those written as JSON, else
/// those that an interpreter finds in the text.
///
/// @param interpreter null for none
public record SpokenCalls(@Nullable Interpreter interpreter, JsonReader reader, IdSource ids) {
  private static final System.Logger LOG = System.getLogger(SpokenCalls.class.getName());

  /// A copy that asks no other model: the user has not named any.
  public SpokenCalls withoutInterpreter() {
    return new SpokenCalls(null, reader, ids);
  }

  /// Whether a call may be anywhere in an answer, however it is worded.
  boolean needWholeAnswer() {
    return interpreter != null;
  }

  /// The message with its calls extracted; unchanged if there are none. If the interpreter fails,
  /// the message is only text.
  ///
  /// @param asked the request that the message answers
  /// @throws ProviderException.BudgetSpent if the interpreter must not be asked any more
  Message read(Message said, ProviderRequest asked) throws InterruptedException {
    List<Tool> tools = asked.tools();
    String text = text(said);
    if (tools.isEmpty() || text.isBlank() || !said.toolRequests().isEmpty()) {
      return said;
    }
    Spoken spoken = spoken(text, asked);
    return spoken.calls().isEmpty() && spoken.words().equals(text)
        ? said
        : said.withContent(content(said, spoken));
  }

  private Spoken spoken(String text, ProviderRequest asked) throws InterruptedException {
    SpokenNames names = SpokenNames.of(asked.tools());
    Spoken marked = new MarkedCalls(names, reader).find(text);
    if (!marked.calls().isEmpty()) {
      return new Spoken(MarkedCalls.withoutMarkers(marked.words()).strip(), marked.calls());
    }
    String words = MarkedCalls.withoutMarkers(text);
    Spoken inline = new InlineCalls(names, reader).find(words);
    return inline.calls().isEmpty() ? new Spoken(words, interpreted(words, asked, names)) : inline;
  }

  private List<Outcome<ToolCall>> interpreted(
      String words, ProviderRequest asked, SpokenNames names) throws InterruptedException {
    if (interpreter == null) {
      return List.of();
    }
    try {
      return interpreter.calls(words, asked).stream()
          .flatMap(call -> names.find(call.name()).map(call::withName).stream())
          .map(Outcome::success)
          .toList();
    } catch (ProviderException.BudgetSpent e) {
      throw e;
    } catch (ProviderException e) {
      LOG.log(Level.WARNING, "an answer was not searched for tool calls: {0}", e.display());
      return List.of();
    }
  }

  private static String text(Message said) {
    return said.content().stream()
        .filter(Content.Text.class::isInstance)
        .map(block -> ((Content.Text) block).text())
        .collect(Collectors.joining());
  }

  private List<Content> content(Message said, Spoken spoken) {
    List<Content> content = new ArrayList<>(said.content());
    content.removeIf(Content.Text.class::isInstance);
    if (!spoken.words().isBlank()) {
      content.add(new Content.Text(spoken.words()));
    }
    spoken.calls().forEach(call -> content.add(new Content.ToolRequest(ids.uuid(), call)));
    return content;
  }
}
