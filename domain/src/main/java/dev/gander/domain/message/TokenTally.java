package dev.gander.domain.message;

import dev.gander.domain.json.Json;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Counts the tokens of a conversation, for services that do not report them. Remembers earlier
/// counts, so that a growing conversation only costs its new messages. Confined to one thread at a
/// time.
public final class TokenTally {
  /// The cost of a message beyond its texts: its framing, and the start of an answer to it.
  private static final int EACH_MESSAGE = 4 + 3;

  /// A char takes at most three bytes in UTF-8, and a token at least one.
  private static final int MOST_PER_CHAR = 3;

  private final TokenCounter counter;
  private final ArgumentTokens arguments;
  private SoftReference<Counted> counted = new SoftReference<>(Counted.NOTHING);

  /// @param json writes tool arguments
  public TokenTally(TokenCounter counter, Function<Json, String> json) {
    this.counter = counter;
    this.arguments = new ArgumentTokens(counter, json);
  }

  /// Counts the tokens of what the model may see.
  ///
  /// @throws InterruptedException if the thread is interrupted while it counts a long text
  public long of(List<Message> conversation) throws InterruptedException {
    long tokens = 0;
    for (Measure measure : measures(conversation)) {
      tokens += tokens(measure, Long.MAX_VALUE);
    }
    return tokens;
  }

  /// Whether the conversation exceeds `limit` tokens. Only counts tokens if the size leaves that in
  /// doubt, and as far as it does.
  ///
  /// @throws InterruptedException if the thread is interrupted while it counts a long text
  public boolean exceeds(List<Message> conversation, double limit) throws InterruptedException {
    List<Measure> measures = measures(conversation);
    if (measures.stream().mapToLong(measure -> measure.most).sum() <= limit) {
      return false;
    }
    long least = measures.stream().mapToLong(measure -> measure.least).sum();
    for (Measure measure : measures) {
      if (least > limit) {
        return true;
      }
      long others = least - measure.least;
      least = others + tokens(measure, (long) limit - others);
    }
    return least > limit;
  }

  /// The size of a message: bounds at first, exact once requested.
  private static final class Measure {
    private final List<Content> content;
    private long least = EACH_MESSAGE;
    private long most;

    private Measure(List<Content> content, long most) {
      this.content = content;
      this.most = most;
    }
  }

  /// The last measurements, message by message.
  private record Counted(List<Message> messages, List<Measure> measures) {
    private static final Counted NOTHING = new Counted(List.of(), List.of());

    /// The length of the common prefix of identical messages: nearly the whole conversation from
    /// one turn to the next, so comparing references is enough.
    @SuppressWarnings("ReferenceEquality") // Reloaded messages are equal and found by content.
    private int same(List<Message> conversation) {
      int most = Math.min(messages.size(), conversation.size());
      int same = 0;
      while (same < most && messages.get(same) == conversation.get(same)) {
        same++;
      }
      return same;
    }

    private Map<List<Content>, Measure> from(int start) {
      Map<List<Content>, Measure> rest = HashMap.newHashMap(measures.size() - start);
      measures
          .subList(start, measures.size())
          .forEach(measure -> rest.put(measure.content, measure));
      return rest;
    }
  }

  private List<Measure> measures(List<Message> conversation) {
    @Nullable Counted kept = counted.get();
    Counted before = kept == null ? Counted.NOTHING : kept;
    List<Message> visible = new ArrayList<>(conversation.size());
    for (Message message : conversation) {
      if (message.isAgentVisible()) {
        visible.add(message);
      }
    }
    int same = before.same(visible);
    Map<List<Content>, Measure> known = before.from(same);
    List<Measure> measures = new ArrayList<>(visible.size());
    measures.addAll(before.measures().subList(0, same));
    for (Message message : visible.subList(same, visible.size())) {
      measures.add(known.computeIfAbsent(message.content(), this::bound));
    }
    counted = new SoftReference<>(new Counted(visible, measures));
    return measures;
  }

  private Measure bound(List<Content> content) {
    long most = EACH_MESSAGE;
    for (Content block : content) {
      most += most(block);
    }
    return new Measure(content, most);
  }

  /// Looks at lengths only: most conversations are never counted.
  private static long most(Content content) {
    return switch (content) {
      case Content.Text text -> most(text.text());
      case Content.ToolRequest(String id, Outcome.Success<ToolCall>(ToolCall call), var _) ->
          ArgumentTokens.most(id, call);
      case Content.ToolResponse(String _, Outcome.Success<ToolResult>(ToolResult result), var _) ->
          result.texts().stream().mapToLong(text -> 1 + most(text)).sum();
      default -> 0;
    };
  }

  private static long most(String text) {
    return (long) MOST_PER_CHAR * text.length();
  }

  private long tokens(Measure measure, long enough) throws InterruptedException {
    if (measure.least < measure.most) {
      long tokens = EACH_MESSAGE;
      for (Content block : measure.content) {
        tokens += tokens(block, Math.max(0, enough - tokens));
      }
      measure.least = tokens;
      if (tokens <= enough) {
        measure.most = tokens;
      }
    }
    return measure.least;
  }

  private long tokens(Content content, long enough) throws InterruptedException {
    return switch (content) {
      case Content.Text text -> counter.count(text.text(), enough);
      case Content.ToolRequest(String id, Outcome.Success<ToolCall>(ToolCall call), var _) ->
          arguments.of(id, call, enough);
      case Content.ToolResponse(String _, Outcome.Success<ToolResult>(ToolResult result), var _) ->
          counter.count(result.joinedText(), enough);
      case Content.ToolRequest _,
          Content.ToolResponse _,
          Content.Image _,
          Content.ToolConfirmationRequest _,
          Content.ActionRequired _,
          Content.FrontendToolRequest _,
          Content.Thinking _,
          Content.RedactedThinking _,
          Content.SystemNotification _,
          Content.Unknown _ ->
          0;
    };
  }
}
