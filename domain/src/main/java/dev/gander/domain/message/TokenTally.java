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
  private final Function<Json, String> json;
  private SoftReference<Counted> counted = new SoftReference<>(Counted.NOTHING);

  /// @param json writes tool arguments
  public TokenTally(TokenCounter counter, Function<Json, String> json) {
    this.counter = counter;
    this.json = json;
  }

  /// Counts the tokens of what the model may see.
  public long of(List<Message> conversation) {
    return measures(conversation).stream().mapToLong(this::tokens).sum();
  }

  /// Whether the conversation exceeds `limit` tokens. Only counts tokens if the size leaves that in
  /// doubt.
  public boolean exceeds(List<Message> conversation, double limit) {
    List<Measure> measures = measures(conversation);
    return measures.stream().mapToLong(measure -> measure.most).sum() > limit
        && measures.stream().mapToLong(this::tokens).sum() > limit;
  }

  /// The size of a message: an upper bound at first, exact once requested.
  private static final class Measure {
    private final List<Content> content;
    private long most;
    private boolean exact;

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
      most += (long) MOST_PER_CHAR * text(block).length();
    }
    return new Measure(content, most);
  }

  private long tokens(Measure measure) {
    if (!measure.exact) {
      long tokens = EACH_MESSAGE;
      for (Content block : measure.content) {
        tokens += counter.count(text(block));
      }
      measure.most = tokens;
      measure.exact = true;
    }
    return measure.most;
  }

  private String text(Content content) {
    return switch (content) {
      case Content.Text text -> text.text();
      case Content.ToolRequest(String id, Outcome.Success<ToolCall>(ToolCall call), var _) ->
          id + ":" + call.name() + ":" + json.apply(call.argumentsOrEmpty());
      case Content.ToolResponse(String _, Outcome.Success<ToolResult>(ToolResult result), var _) ->
          result.joinedText();
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
          "";
    };
  }
}
