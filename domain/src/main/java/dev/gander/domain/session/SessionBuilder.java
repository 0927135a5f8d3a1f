package dev.gander.domain.session;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a changed copy of a session. Not for use by several threads.
public final class SessionBuilder {
  private SessionId id;
  private String workingDir;
  private String name;
  private boolean userSetName;
  private SessionType type;
  private Instant createdAt;
  private Instant updatedAt;
  private JsonObject extensionData;
  private TokenUsage usage;
  private TokenUsage accumulatedUsage;
  private @Nullable Double accumulatedCost;
  private @Nullable String scheduleId;
  private @Nullable Json recipe;
  private @Nullable Map<String, String> userRecipeValues;
  private int messageCount;
  private @Nullable Instant lastMessageAt;
  private @Nullable String providerName;
  private @Nullable ModelConfig modelConfig;
  private GooseMode mode;
  private @Nullable Instant archivedAt;
  private @Nullable String projectId;
  private @Nullable String lastMessageSnippet;

  SessionBuilder(Session origin) {
    id = origin.id();
    workingDir = origin.workingDir();
    name = origin.name();
    userSetName = origin.userSetName();
    type = origin.type();
    createdAt = origin.createdAt();
    updatedAt = origin.updatedAt();
    extensionData = origin.extensionData();
    usage = origin.usage();
    accumulatedUsage = origin.accumulatedUsage();
    accumulatedCost = origin.accumulatedCost();
    scheduleId = origin.scheduleId();
    recipe = origin.recipe();
    userRecipeValues = origin.userRecipeValues();
    messageCount = origin.messageCount();
    lastMessageAt = origin.lastMessageAt();
    providerName = origin.providerName();
    modelConfig = origin.modelConfig();
    mode = origin.mode();
    archivedAt = origin.archivedAt();
    projectId = origin.projectId();
    lastMessageSnippet = origin.lastMessageSnippet();
  }

  public SessionBuilder id(SessionId value) {
    id = value;
    return this;
  }

  public SessionBuilder workingDir(String value) {
    workingDir = value;
    return this;
  }

  public SessionBuilder name(String value) {
    name = value;
    return this;
  }

  public SessionBuilder userSetName(boolean value) {
    userSetName = value;
    return this;
  }

  public SessionBuilder type(SessionType value) {
    type = value;
    return this;
  }

  public SessionBuilder createdAt(Instant value) {
    createdAt = value;
    return this;
  }

  public SessionBuilder updatedAt(Instant value) {
    updatedAt = value;
    return this;
  }

  public SessionBuilder extensionData(JsonObject value) {
    extensionData = value;
    return this;
  }

  public SessionBuilder usage(TokenUsage value) {
    usage = value;
    return this;
  }

  public SessionBuilder accumulatedUsage(TokenUsage value) {
    accumulatedUsage = value;
    return this;
  }

  public SessionBuilder accumulatedCost(@Nullable Double value) {
    accumulatedCost = value;
    return this;
  }

  public SessionBuilder scheduleId(@Nullable String value) {
    scheduleId = value;
    return this;
  }

  public SessionBuilder recipe(@Nullable Json value) {
    recipe = value;
    return this;
  }

  public SessionBuilder userRecipeValues(@Nullable Map<String, String> value) {
    userRecipeValues = value;
    return this;
  }

  public SessionBuilder messageCount(int value) {
    messageCount = value;
    return this;
  }

  public SessionBuilder lastMessageAt(@Nullable Instant value) {
    lastMessageAt = value;
    return this;
  }

  public SessionBuilder providerName(@Nullable String value) {
    providerName = value;
    return this;
  }

  public SessionBuilder modelConfig(@Nullable ModelConfig value) {
    modelConfig = value;
    return this;
  }

  public SessionBuilder mode(GooseMode value) {
    mode = value;
    return this;
  }

  public SessionBuilder archivedAt(@Nullable Instant value) {
    archivedAt = value;
    return this;
  }

  public SessionBuilder projectId(@Nullable String value) {
    projectId = value;
    return this;
  }

  public SessionBuilder lastMessageSnippet(@Nullable String value) {
    lastMessageSnippet = value;
    return this;
  }

  public Session build() {
    return new Session(
        id,
        workingDir,
        name,
        userSetName,
        type,
        createdAt,
        updatedAt,
        extensionData,
        usage,
        accumulatedUsage,
        accumulatedCost,
        scheduleId,
        recipe,
        userRecipeValues,
        messageCount,
        lastMessageAt,
        providerName,
        modelConfig,
        mode,
        archivedAt,
        projectId,
        lastMessageSnippet);
  }
}
