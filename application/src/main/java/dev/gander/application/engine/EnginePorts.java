package dev.gander.application.engine;

import dev.gander.application.agent.PlatformCalls;
import dev.gander.application.hook.Hooks;
import dev.gander.application.policy.PolicyGuard;
import dev.gander.application.toolshim.Interpreter;
import dev.gander.domain.config.Settings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.message.TokenCounter;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.permission.AdversaryFile;
import dev.gander.domain.permission.ToolPermissions;
import dev.gander.domain.permission.ToolPins;
import dev.gander.domain.prompt.HintFiles;
import dev.gander.domain.prompt.PromptTemplates;
import dev.gander.domain.recipe.ShellCommands;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.tool.JsonSchemas;
import dev.gander.domain.tool.ResultFiles;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// The engine's dependencies. `background` runs fire-and-forget jobs, each of which may block its
/// thread as long as a model call takes. `clock` has the user's time zone. `json` writes a value as
/// text on one line. `platform` runs the tools that belong to no extension.
public record EnginePorts(
    SessionStore sessions,
    Settings settings,
    ToolPermissions permissions,
    ToolPins pins,
    PolicyGuard policy,
    AdversaryFile adversary,
    PromptTemplates prompts,
    HintFiles hints,
    ModelCatalog catalog,
    Interpreter interpreter,
    TokenCounter tokens,
    JsonSchemas schemas,
    ShellCommands shell,
    ResultFiles resultFiles,
    IdSource ids,
    Clock clock,
    Executor background,
    JsonReader reader,
    Function<Json, String> json,
    PlatformCalls platform,
    Hooks hooks,
    Observer observer) {}
