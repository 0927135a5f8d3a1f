package dev.gander.adapters.bundled.memory;

import static java.util.stream.Collectors.joining;

import dev.gander.adapters.bundled.server.Declarations;
import dev.gander.adapters.bundled.server.ToolServer;
import dev.gander.adapters.bundled.server.ToolWork;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Keeps notes by category: for this folder in `.goose/memory`, or for all of them in goose's
/// configuration folder. All sessions share one of these.
public final class MemoryServer {
  private static final System.Logger LOG = System.getLogger(MemoryServer.class.getName());
  private static final String ALL = "*";
  private static final List<Tool> TOOLS = Declarations.tools(MemoryServer.class);
  private static final String INSTRUCTIONS =
      new String(Declarations.bytes(MemoryServer.class, "instructions.md"), StandardCharsets.UTF_8);

  /// In characters: every turn pays for them.
  private static final int MOST_TOLD = 64 * 1024;

  private final NotesFolder global;
  private final NotesLock changes;

  /// @param config goose's folder for what users write
  /// @param state our folder for what programs remember
  public MemoryServer(Path config, Path state) {
    changes = new NotesLock(state.resolve("memory.lock"));
    Path folder = config.resolve("memory");
    global = new NotesFolder(folder, folder);
  }

  /// An extension that tells the model the global notes as they are now.
  public Extension start(Duration limit) {
    Map<String, ToolWork> work =
        Map.of(
            "remember_memory", this::remember,
            "retrieve_memories", this::retrieve,
            "remove_memory_category", this::removeCategory,
            "remove_specific_memory", this::removeSpecific);
    return new ToolServer(TOOLS, work, INSTRUCTIONS + known(), limit);
  }

  /// What cannot be read must not keep the model from what can.
  private String known() {
    List<Category> categories = readable(global::categories, List.of());
    String all = categories.stream().map(this::told).collect(joining());
    return all.isEmpty() ? "" : "\n# What is remembered for all folders\n" + beginning(all);
  }

  private String told(Category category) {
    return readable(() -> global.read(category), Optional.<Notes>empty())
        .map(notes -> "\n## " + category.name() + "\n" + items(notes))
        .orElse("");
  }

  private static String items(Notes notes) {
    return lines(notes).stream().map(line -> "- " + line + "\n").collect(joining());
  }

  private static <T> T readable(Supplier<T> notes, T otherwise) {
    try {
      return notes.get();
    } catch (ExtensionException e) {
      LOG.log(Level.WARNING, "notes are left out: {0}", e.text());
      return otherwise;
    }
  }

  private static String beginning(String text) {
    return text.length() <= MOST_TOLD
        ? text
        : text.substring(0, text.lastIndexOf('\n', MOST_TOLD) + 1)
            + "\nThere is more: look it up with `retrieve_memories`.\n";
  }

  private static List<String> lines(Notes notes) {
    return notes.byTags().values().stream().flatMap(List::stream).toList();
  }

  private ToolResult remember(ToolInvocation invocation) throws InterruptedException {
    JsonFields given = new JsonFields(invocation.arguments());
    String category = given.text("category");
    String data = given.text("data");
    List<String> tags = given.orElse("tags", JsonFields.listOf(JsonFields::asText), List.of());
    NotesFolder folder = folder(given, invocation);
    if (data.isBlank()) {
      throw ExtensionException.invalidParams("Data must not be empty when remembering a memory");
    }
    changes.hold(() -> folder.append(new Category(category), Notes.block(data, tags)));
    return ToolResult.text("Stored memory in category: " + category);
  }

  private ToolResult retrieve(ToolInvocation invocation) {
    JsonFields given = new JsonFields(invocation.arguments());
    String category = given.text("category");
    NotesFolder folder = folder(given, invocation);
    Map<String, List<String>> found = new TreeMap<>();
    if (category.equals(ALL)) {
      folder.readAll().forEach((name, notes) -> found.put(name, lines(notes)));
    } else {
      folder.read(new Category(category)).map(Notes::byTags).ifPresent(found::putAll);
    }
    return ToolResult.text("Retrieved memories: " + MapNotation.of(found));
  }

  private ToolResult removeCategory(ToolInvocation invocation) throws InterruptedException {
    JsonFields given = new JsonFields(invocation.arguments());
    String category = given.text("category");
    NotesFolder folder = folder(given, invocation);
    if (category.equals(ALL)) {
      changes.hold(() -> folder.categories().forEach(folder::delete));
      return ToolResult.text(
          "Cleared all memory " + (given.bool("is_global") ? "global" : "local") + " categories");
    }
    changes.hold(() -> folder.delete(new Category(category)));
    return ToolResult.text("Cleared memories in category: " + category);
  }

  private ToolResult removeSpecific(ToolInvocation invocation) throws InterruptedException {
    JsonFields given = new JsonFields(invocation.arguments());
    Category category = new Category(given.text("category"));
    String content = given.text("memory_content");
    NotesFolder folder = folder(given, invocation);
    changes.hold(
        () ->
            folder
                .read(category)
                .ifPresent(notes -> folder.write(category, notes.without(content))));
    return ToolResult.text("Removed specific memory from category: " + category.name());
  }

  private NotesFolder folder(JsonFields given, ToolInvocation invocation) {
    if (given.bool("is_global")) {
      return global;
    }
    Path base = invocation.workingDir();
    return new NotesFolder(base, base.resolve(".goose").resolve("memory"));
  }
}
