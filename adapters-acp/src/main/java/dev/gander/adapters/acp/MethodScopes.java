package dev.gander.adapters.acp;

import static dev.gander.domain.access.Scope.ADMIN;
import static dev.gander.domain.access.Scope.APPROVE;
import static dev.gander.domain.access.Scope.CHAT;
import static dev.gander.domain.access.Scope.CONFIGURE;
import static dev.gander.domain.access.Scope.READ;

import dev.gander.domain.access.Scope;
import dev.gander.domain.access.ScopeTable;
import java.util.Map;

/// What a key must be good for, method by method, as with the operations over HTTP. One that is not
/// listed is for administrators. Names are without goose's prefix.
final class MethodScopes {
  private static final String SHOWN =
      """
      initialize authenticate session/list session/info session/export
      tools tools/list schedules/list schedules/sessions/list schedules/running-job/inspect
      recipes/encode recipes/decode recipes/scan recipes/parse recipes/to-yaml recipes/list
      slash-commands/list agent-mentions/list sources/list sources/export extensions/available
      providers/list providers/supported-models/list providers/catalog/list
      providers/catalog/template providers/setup/catalog/list providers/canonical-model-info
      dictation/config dictation/models/list dictation/models/download/progress
      local-inference/models/list local-inference/models/download/progress
      local-inference/chat-templates/builtin/list
      """;

  private static final String USED =
      """
      session/new session/load session/resume session/fork session/close session/delete
      session/prompt session/cancel session/steer session/set_model session/set_config_option
      session/rename session/archive session/unarchive session/project/update
      session/update_project session/working-dir/update working_dir/update
      session/conversation/truncate session/system-prompt/set session/share/nostr
      resources/read resource/read
      recipes/schedule schedules/update schedules/delete schedules/pause schedules/unpause
      schedules/run-now schedules/running-job/kill dictation/transcribe
      """;

  /// A direct call of a tool asks nobody.
  private static final String PERMITTED = "session/set_mode tools/call tool/call";

  /// What is imported or scheduled may bring programs of its own.
  private static final String SET_UP =
      """
      session/import schedules/create
      session/extensions session/extensions/list session/extensions/add extensions/add
      session/extensions/remove extensions/remove tools/permissions/set
      config/extensions config/extensions/list config/extensions/add config/extensions/remove
      config/extensions/set-enabled config/extensions/toggle
      config/prompts/list config/prompts/get config/prompts/save config/prompts/reset
      preferences/read preferences/save preferences/remove defaults/read defaults/save
      onboarding/import/scan onboarding/import/apply
      providers/inventory/refresh providers/config/read providers/config/status
      providers/config/save providers/config/delete providers/config/authenticate
      providers/custom/create providers/custom/read providers/custom/update
      providers/custom/delete providers/readiness/check providers/secrets/list
      providers/secrets/delete
      sources/create sources/update sources/delete sources/import
      recipes/save recipes/delete recipes/slash-command
      dictation/models/download dictation/models/cancel dictation/models/delete
      dictation/models/select dictation/model/select dictation/secret/save
      dictation/secret/delete
      local-inference/models/download local-inference/models/download/cancel
      local-inference/models/delete local-inference/models/evict
      local-inference/models/settings/read local-inference/models/settings/update
      local-inference/huggingface/search local-inference/huggingface/repo/variants
      """;

  /// The log of the server is in it.
  private static final String KEPT = "diagnostics/get";

  private static final Map<String, Scope> BY_METHOD =
      ScopeTable.of(
          Map.of(READ, SHOWN, CHAT, USED, APPROVE, PERMITTED, CONFIGURE, SET_UP, ADMIN, KEPT));

  private MethodScopes() {}

  static Map<String, Scope> byMethod() {
    return BY_METHOD;
  }

  static Scope of(String plainName) {
    return BY_METHOD.getOrDefault(plainName, ADMIN);
  }
}
