package dev.gander.adapters.llm.services.ollama;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.provider.kit.service.AnswerDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Some local models write their calls into the text, as
/// `<function=NAME><parameter=P>VALUE</parameter></function>`. From the first such mark, text is
/// held back and read as calls when the answer ends.
final class XmlCalls implements AnswerDecoder {
  private static final String MARK = "<function=";
  private static final Pattern CALL =
      Pattern.compile("<function=([^>\\s]+)>(.*?)</function>", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("<parameter=([^>\\s]+)>\\n?(.*?)\\n?</parameter>", Pattern.DOTALL);

  private final AnswerDecoder chat;
  private final Supplier<String> uuids;
  private final StringBuilder held = new StringBuilder();
  private @Nullable Message last;

  XmlCalls(AnswerDecoder chat, Supplier<String> uuids) {
    this.chat = chat;
    this.uuids = uuids;
  }

  @Override
  public void accept(Json chunk, Consumer<Delta> out) {
    chat.accept(chunk, delta -> filter(delta, out));
  }

  @Override
  public void end(Consumer<Delta> out) {
    chat.end(delta -> filter(delta, out));
    giveHeld(read(held.toString()), out);
  }

  @Override
  public boolean isWhole() {
    return chat.isWhole();
  }

  /// An incomplete call is shown as the text it was; it is never run.
  @Override
  public void breakOff(Consumer<Delta> out) {
    chat.breakOff(delta -> filter(delta, out));
    giveHeld(List.of(new Content.Text(held.toString())), out);
  }

  private void giveHeld(List<Content> blocks, Consumer<Delta> out) {
    if (last != null && !held.isEmpty()) {
      held.setLength(0);
      out.accept(Delta.of(last.withContent(blocks)));
    }
  }

  private void filter(Delta delta, Consumer<Delta> out) {
    Message message = delta.message();
    if (message == null) {
      out.accept(delta);
      return;
    }
    last = message;
    List<Content> shown = new ArrayList<>();
    for (Content block : message.content()) {
      if (block instanceof Content.Text(String text, JsonObject _)) {
        String now = showable(text);
        if (!now.isEmpty()) {
          shown.add(new Content.Text(now));
        }
      } else {
        shown.add(block);
      }
    }
    if (!shown.isEmpty() || delta.usage() != null) {
      out.accept(new Delta(shown.isEmpty() ? null : message.withContent(shown), delta.usage()));
    }
  }

  /// The part of the text so far that cannot be a call; the rest is held back.
  private String showable(String text) {
    held.append(text);
    int mark = held.indexOf(MARK);
    int from = mark >= 0 ? mark : beginningOfMark(held);
    String now = held.substring(0, from);
    held.delete(0, from);
    return now;
  }

  private static int beginningOfMark(StringBuilder text) {
    for (int length = Math.min(MARK.length() - 1, text.length()); length > 0; length--) {
      int from = text.length() - length;
      if (MARK.startsWith(text.substring(from))) {
        return from;
      }
    }
    return text.length();
  }

  private List<Content> read(String text) {
    List<Content> blocks = new ArrayList<>();
    Matcher call = CALL.matcher(text);
    while (call.find()) {
      Map<String, Json> arguments = new LinkedHashMap<>();
      Matcher parameter = PARAMETER.matcher(call.group(2));
      while (parameter.find()) {
        arguments.put(parameter.group(1), Json.of(parameter.group(2)));
      }
      ToolCall made = new ToolCall(call.group(1), new JsonObject(arguments));
      blocks.add(new Content.ToolRequest(uuids.get(), Outcome.success(made)));
    }
    return blocks.isEmpty() ? List.of(new Content.Text(text)) : blocks;
  }
}
