package dev.gander.application.engine.tool;

import dev.gander.application.agent.Agent;
import dev.gander.application.engine.prompt.Briefing;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.tool.ArgumentCoercion;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A part of an answer as the model sent it: speech (text, thinking, calls that the service ran
/// itself) and calls that we have to run.
public record Fragment(Message message) {

  /// Gives each call the public name of its tool, so that no other spelling evades what is said
  /// about that name; converts arguments to the types that the tool expects, and adds the tool's
  /// metadata.
  public Fragment prepared(Briefing briefing) {
    if (calls().isEmpty()) {
      return this;
    }
    return new Fragment(
        message.withContent(
            message.content().stream().map(block -> prepare(block, briefing)).toList()));
  }

  private static Content prepare(Content block, Briefing briefing) {
    if (!(block
        instanceof
        Content.ToolRequest(
            String id,
            Outcome.Success<ToolCall>(ToolCall call),
            JsonObject other))) {
      return block;
    }
    Tool tool = briefing.reachedBy(call.name());
    return tool == null
        ? block
        : new Content.ToolRequest(
            id,
            Outcome.success(ArgumentCoercion.coerce(call.withName(tool.name()), tool)),
            withMeta(other, tool.meta()));
  }

  /// The request's own metadata takes precedence over the tool's.
  private static JsonObject withMeta(JsonObject other, JsonObject toolMeta) {
    if (toolMeta.isEmpty()) {
      return other;
    }
    JsonObject own = other.object("_meta").orElse(JsonObject.EMPTY);
    return other.with("_meta", JsonObject.builder().putAll(toolMeta).putAll(own).build());
  }

  /// The calls to run, in order.
  public List<Content.ToolRequest> calls() {
    List<Content.ToolRequest> requests = message.toolRequests();
    // Most fragments are a few letters of text, and streams cost more than all else about them.
    if (requests.isEmpty()) {
      return requests;
    }
    return requests.stream().filter(request -> !request.isDispatchedExternally()).toList();
  }

  /// The message without the calls to run; empty if nothing remains.
  public Optional<Message> speech() {
    return without(Fragment::isCall);
  }

  /// What the client sees now: calls to the tools that it runs itself are announced one by one
  /// later.
  public Optional<Message> shown(Agent agent) {
    if (message.toolRequests().isEmpty()) {
      return Optional.of(message);
    }
    return without(block -> block instanceof Content.ToolRequest r && FrontendTools.owns(agent, r));
  }

  /// The thinking in the fragment, as text.
  public String thought() {
    String thought = "";
    for (Content block : message.content()) {
      if (block instanceof Content.Thinking thinking) {
        thought = thought.concat(thinking.thinking());
      }
    }
    return thought;
  }

  public Fragment withoutThoughts() {
    return new Fragment(
        message.withContent(
            message.content().stream()
                .filter(block -> !(block instanceof Content.Thinking))
                .toList()));
  }

  private static boolean isCall(Content block) {
    return block instanceof Content.ToolRequest request && !request.isDispatchedExternally();
  }

  private Optional<Message> without(Predicate<Content> unwanted) {
    if (!hasAny(unwanted)) {
      return Optional.of(message);
    }
    List<Content> rest = message.content().stream().filter(unwanted.negate()).toList();
    return rest.isEmpty() ? Optional.empty() : Optional.of(message.withContent(rest));
  }

  private boolean hasAny(Predicate<Content> wanted) {
    for (Content block : message.content()) {
      if (wanted.test(block)) {
        return true;
      }
    }
    return false;
  }
}
