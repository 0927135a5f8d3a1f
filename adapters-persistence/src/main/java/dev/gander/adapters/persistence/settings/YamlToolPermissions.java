package dev.gander.adapters.persistence.settings;

import dev.gander.domain.config.StoredMap;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.permission.PermissionLevel;
import dev.gander.domain.permission.ToolPermissions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Permissions in `permission.yaml`: `{CATEGORY: {always_allow: […], ask_before: […], never_allow:
/// […]}}` with the categories `user` and `smart_approve`. Other categories are kept. If one of
/// these two has another shape, the file counts as broken, since what it forbids is unknown.
public final class YamlToolPermissions implements ToolPermissions {
  private static final String USER = "user";
  private static final String JUDGED = "smart_approve";

  private final StoredMap file;

  public YamlToolPermissions(Path file) {
    this(PlainFiles.permissions(file));
  }

  /// @param stored of the shape that is described above
  public YamlToolPermissions(StoredMap stored) {
    this.file = stored;
  }

  @Override
  public Optional<PermissionLevel> userLevel(String tool) {
    return level(USER, tool);
  }

  @Override
  public void setUserLevels(Map<String, PermissionLevel> levels) {
    file.edit(
        all -> {
          JsonObject changed = all;
          for (Map.Entry<String, PermissionLevel> one : levels.entrySet()) {
            List<Json> tool = List.of(Json.of(one.getKey()));
            changed = withLevel(changed, USER, tool, one.getValue());
          }
          return changed;
        });
  }

  @Override
  public Optional<PermissionLevel> judgedLevel(String tool) {
    return level(JUDGED, tool);
  }

  @Override
  public void setJudgedLevels(Collection<String> tools, PermissionLevel level) {
    setLevels(JUDGED, tools, level);
  }

  @Override
  public void forget(String prefix) {
    file.edit(
        all -> {
          JsonObject left = all;
          for (String category : List.of(USER, JUDGED)) {
            if (all.has(category)) {
              left =
                  left.with(
                      category,
                      eachList(
                          all,
                          category,
                          (_, tools) ->
                              tools.stream().filter(tool -> !isNamed(tool, prefix)).toList()));
            }
          }
          return left;
        });
  }

  static void check(JsonObject all) {
    for (String category : List.of(USER, JUDGED)) {
      new JsonFields(all).optional(category, YamlToolPermissions::checkLists);
    }
  }

  private static JsonObject checkLists(Json category) {
    JsonFields lists = JsonFields.of(category);
    for (PermissionLevel level : PermissionLevel.values()) {
      lists.optional(level.wire(), JsonFields.listOf(JsonFields::asText));
    }
    return lists.object();
  }

  private Optional<PermissionLevel> level(String category, String tool) {
    Optional<JsonObject> read = file.readUnlessBroken();
    if (read.isEmpty()) {
      // A tool that the file forbade must not run unasked now.
      return category.equals(USER) ? Optional.of(PermissionLevel.ASK_BEFORE) : Optional.empty();
    }
    JsonObject lists = read.get().object(category).orElse(JsonObject.EMPTY);
    for (PermissionLevel level : PermissionLevel.values()) {
      if (tools(lists, level).contains(Json.of(tool))) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  private void setLevels(String category, Collection<String> tools, PermissionLevel wanted) {
    if (tools.isEmpty()) {
      return;
    }
    List<Json> names = tools.stream().distinct().map(Json::of).toList();
    file.edit(all -> withLevel(all, category, names, wanted));
  }

  private static JsonObject withLevel(
      JsonObject all, String category, List<Json> names, PermissionLevel wanted) {
    return all.with(
        category,
        eachList(
            all,
            category,
            (level, old) -> level == wanted ? union(old, names) : without(old, names)));
  }

  @FunctionalInterface
  private interface ListChange {
    List<Json> apply(PermissionLevel level, List<Json> tools);
  }

  /// The category with changed lists; all three are written, since goose requires them.
  private static JsonObject eachList(JsonObject all, String category, ListChange change) {
    JsonObject lists = all.object(category).orElse(JsonObject.EMPTY);
    for (PermissionLevel level : PermissionLevel.values()) {
      lists = lists.with(level.wire(), new JsonArray(change.apply(level, tools(lists, level))));
    }
    return lists;
  }

  private static List<Json> tools(JsonObject lists, PermissionLevel level) {
    return lists.array(level.wire()).map(JsonArray::items).orElse(List.of());
  }

  private static List<Json> union(List<Json> old, List<Json> names) {
    List<Json> all = new ArrayList<>(old);
    names.stream().filter(name -> !old.contains(name)).forEach(all::add);
    return all;
  }

  private static List<Json> without(List<Json> old, List<Json> names) {
    return old.stream().filter(name -> !names.contains(name)).toList();
  }

  private static boolean isNamed(Json tool, String prefix) {
    return tool instanceof JsonString(String name) && name.startsWith(prefix);
  }
}
