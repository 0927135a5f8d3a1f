package dev.gander.testkit.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.Prompt;
import dev.gander.domain.extension.PromptMessage;
import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Role;
import dev.gander.domain.observe.Trail;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An extension whose tools are lambdas. Set it up with [#tool] and friends before use; from then
/// on it is thread-safe. Each call runs on its own virtual thread, which is interrupted when the
/// call is cancelled.
public final class ScriptedExtension implements Extension {
  private static final JsonObject ANY_OBJECT =
      JsonObject.builder()
          .put("type", "object")
          // Without properties, the agent would omit the arguments.
          .put("properties", JsonObject.EMPTY)
          .build();

  private final Map<String, Scripted> tools = new LinkedHashMap<>();
  private final Map<Resource, ResourceContent> resources = new LinkedHashMap<>();
  private final Map<String, Function<Map<String, String>, List<PromptMessage>>> prompts =
      new LinkedHashMap<>();
  private final Set<String> hidden = ConcurrentHashMap.newKeySet();
  private final List<ToolInvocation> calls = new CopyOnWriteArrayList<>();
  private final Map<Thread, CompletableFuture<ToolResult>> running = new ConcurrentHashMap<>();
  private @Nullable String instructions;
  private @Nullable String turnContext;
  private @Nullable String version;
  private String errorOutput = "";
  private CountDownLatch listing = new CountDownLatch(0);
  private boolean unprefixed;
  private volatile boolean gone;
  private final AtomicInteger newRoots = new AtomicInteger();

  /// The behaviour of a tool. May block; an interrupt is a cancellation.
  @FunctionalInterface
  public interface Handler {
    ToolResult call(ToolInvocation invocation, ToolProgress progress) throws InterruptedException;
  }

  private record Scripted(Tool tool, Handler handler) {}

  /// Adds a tool that takes any object.
  public ScriptedExtension tool(String name, Handler handler) {
    return tool(new Tool(name, "Scripted " + name, ANY_OBJECT, JsonObject.EMPTY), handler);
  }

  /// Adds a tool that answers at once with a text derived from its arguments.
  public ScriptedExtension tool(String name, Function<JsonObject, String> answer) {
    return tool(name, (call, _) -> ToolResult.text(answer.apply(call.arguments())));
  }

  public ScriptedExtension tool(Tool tool, Handler handler) {
    tools.put(tool.name(), new Scripted(tool, handler));
    return this;
  }

  /// Lets its tools be listed only once the latch is down.
  public ScriptedExtension listingAfter(CountDownLatch latch) {
    listing = latch;
    return this;
  }

  /// Makes it list a tool no more, and answer its calls nevertheless.
  public ScriptedExtension hide(String name) {
    hidden.add(name);
    return this;
  }

  /// Adds a resource with one text.
  public ScriptedExtension resource(String uri, String mimeType, String text) {
    return resource(new ResourceContent.Text(uri, mimeType, text, null));
  }

  /// Adds a resource with one part, whose URI is also its name.
  public ScriptedExtension resource(ResourceContent content) {
    return resource(new Resource(content.uri(), content.uri()), content);
  }

  /// Adds a resource with one part.
  public ScriptedExtension resource(Resource resource, ResourceContent content) {
    resources.put(resource, content);
    return this;
  }

  /// Adds a prompt with a single user message.
  public ScriptedExtension prompt(String name, Function<Map<String, String>, String> text) {
    return conversation(name, arguments -> List.of(said(Role.USER, text.apply(arguments))));
  }

  /// Adds a prompt with arbitrary messages, created with [#said].
  public ScriptedExtension conversation(
      String name, Function<Map<String, String>, List<PromptMessage>> messages) {
    prompts.put(name, messages);
    return this;
  }

  /// A message of a prompt.
  public static PromptMessage said(Role role, String text) {
    return new PromptMessage(role, new Content.Text(text));
  }

  public ScriptedExtension instructions(String text) {
    instructions = text;
    return this;
  }

  public ScriptedExtension turnContext(String text) {
    turnContext = text;
    return this;
  }

  public ScriptedExtension version(String text) {
    version = text;
    return this;
  }

  /// Lets it have written this to its error output.
  public ScriptedExtension printed(String text) {
    errorOutput = text;
    return this;
  }

  /// Makes its tools appear under their plain names.
  public ScriptedExtension unprefixed() {
    unprefixed = true;
    return this;
  }

  /// The calls so far, in the order in which they started.
  public List<ToolInvocation> calls() {
    return List.copyOf(calls);
  }

  @Override
  public List<Tool> tools() throws InterruptedException {
    listing.await();
    failWhenGone();
    return tools.values().stream()
        .map(Scripted::tool)
        .filter(tool -> !hidden.contains(tool.name()))
        .toList();
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    failWhenGone();
    Scripted scripted = tools.get(invocation.tool());
    if (scripted == null) {
      throw ExtensionException.invalidParams("Unknown tool: " + invocation.tool());
    }
    calls.add(invocation);
    var answer = new CompletableFuture<ToolResult>();
    Thread worker =
        Thread.ofVirtual()
            .start(Trail.carrying(() -> run(scripted.handler, invocation, progress, answer)));
    running.put(worker, answer);
    try {
      if (gone) {
        answer.completeExceptionally(closed());
      }
      return await(answer);
    } finally {
      running.remove(worker);
      worker.interrupt();
    }
  }

  private static void run(
      Handler handler,
      ToolInvocation invocation,
      ToolProgress progress,
      CompletableFuture<ToolResult> answer) {
    try {
      answer.complete(handler.call(invocation, progress));
    } catch (InterruptedException | RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  private static ToolResult await(CompletableFuture<ToolResult> answer)
      throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw closed();
      }
    }
  }

  @Override
  public @Nullable String instructions() {
    return instructions;
  }

  @Override
  public boolean hasResources() {
    return !resources.isEmpty();
  }

  @Override
  public List<Resource> listResources() {
    failWhenGone();
    return List.copyOf(resources.keySet());
  }

  @Override
  public List<ResourceContent> readResource(String uri) {
    failWhenGone();
    return resources.entrySet().stream()
        .filter(entry -> entry.getKey().uri().equals(uri))
        .map(Map.Entry::getValue)
        .findFirst()
        .map(List::of)
        .orElseThrow(() -> ExtensionException.notFound("Resource '" + uri + "' not found"));
  }

  @Override
  public List<Prompt> listPrompts() {
    failWhenGone();
    return prompts.keySet().stream()
        .map(name -> new Prompt(name, "Scripted " + name, List.of("name")))
        .toList();
  }

  @Override
  public List<PromptMessage> getPrompt(String name, Map<String, String> arguments) {
    failWhenGone();
    Function<Map<String, String>, List<PromptMessage>> messages = prompts.get(name);
    if (messages == null) {
      throw ExtensionException.invalidParams("no such prompt: " + name);
    }
    return messages.apply(arguments);
  }

  @Override
  public @Nullable String turnContext() {
    return turnContext;
  }

  @Override
  public @Nullable String version() {
    return version;
  }

  @Override
  public String errorOutput() {
    return errorOutput;
  }

  @Override
  public void rootChanged() {
    if (isAlive()) {
      newRoots.incrementAndGet();
    }
  }

  /// How many times it was told of another root.
  public int newRoots() {
    return newRoots.get();
  }

  @Override
  public boolean isAlive() {
    return !gone;
  }

  @Override
  public boolean isUnprefixed() {
    return unprefixed;
  }

  /// Ends like a crashed child process: calls in progress fail at once.
  public void die() {
    gone = true;
    running.values().forEach(answer -> answer.completeExceptionally(closed()));
  }

  @Override
  public void close() {
    die();
  }

  private void failWhenGone() {
    if (gone) {
      throw closed();
    }
  }

  private static ExtensionException closed() {
    return new ExtensionException("Transport closed", null);
  }
}
