package dev.gander.adapters.acp;

import java.util.Map;
import java.util.TreeMap;

/// Well-formed parameters of goose's own methods, with all members, in single quotes.
final class GooseParams {
  private static final String EXTENSION =
      """
      {'type': 'mcp', 'server': {'name': 'm', 'command': 'run', 'args': ['a'],
       'env': [{'name': 'A', 'value': 'b'}]}, 'envKeys': ['K'], 'description': 'D',
       'timeout': 5, 'bundled': false}\
      """;
  private static final String CONFIG =
      "{'type': 'stdio', 'name': 'm', 'cmd': 'run', 'args': [], 'envs': {'A': 'b'}}";
  private static final String RECIPE =
      """
      {'version': '1.0.0', 'title': 'T', 'description': 'D', 'instructions': 'I {{ a }}',
       'extensions': [{'type': 'builtin', 'name': 'developer'}], 'activities': ['a'],
       'settings': {'temperature': 0.5, 'max_turns': 3}, 'author': {'contact': 'me'},
       'parameters': [{'key': 'a', 'input_type': 'string', 'requirement': 'required',
         'description': 'x'}],
       'response': {'json_schema': {'type': 'object'}},
       'retry': {'max_retries': 2, 'checks': [{'type': 'shell', 'command': 'true'}]},
       'sub_recipes': [{'name': 's', 'path': 'p'}]}\
      """;

  private GooseParams() {}

  /// By the method's name without prefix.
  static Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    putExtensions(all);
    putSessions(all);
    putRecipes(all);
    putChoices(all);
    putProviders(all);
    putDictation(all);
    putLocalModels(all);
    return all;
  }

  private static void putExtensions(Map<String, String> all) {
    all.put("config/extensions", "{}");
    all.put("config/extensions/list", "{}");
    all.put(
        "config/extensions/add",
        "{'extension': %s, 'enabled': true, 'name': 'm', 'extensionConfig': %s}"
            .formatted(EXTENSION, CONFIG));
    all.put("config/extensions/remove", "{'configKey': 'm'}");
    all.put("config/extensions/set-enabled", "{'configKey': 'm', 'enabled': true}");
    all.put("config/extensions/toggle", "{'configKey': 'm', 'enabled': true}");
    all.put("extensions/available", "{}");
    all.put("session/extensions", "{'sessionId': 'nope'}");
    all.put("session/extensions/list", "{'sessionId': 'nope'}");
    String add =
        "{'sessionId': 'nope', 'extension': %s, 'config': %s}".formatted(EXTENSION, CONFIG);
    all.put("session/extensions/add", add);
    all.put("extensions/add", add);
    String remove = "{'sessionId': 'nope', 'name': 'm', 'extensionKey': 'm'}";
    all.put("session/extensions/remove", remove);
    all.put("extensions/remove", remove);
    all.put("tools", "{'sessionId': 'nope'}");
    all.put("tools/list", "{'sessionId': 'nope'}");
    String call = "{'sessionId': 'nope', 'name': 'a', 'arguments': {'a': 1}, 'extensionName': 'm'}";
    all.put("tool/call", call);
    all.put("tools/call", call);
    String read = "{'sessionId': 'nope', 'uri': 'ui://a', 'extensionName': 'm'}";
    all.put("resource/read", read);
    all.put("resources/read", read);
  }

  private static void putSessions(Map<String, String> all) {
    all.put("session/info", "{'sessionId': 'nope'}");
    all.put("session/rename", "{'sessionId': 'nope', 'title': 'T'}");
    all.put("session/archive", "{'sessionId': 'nope'}");
    all.put("session/unarchive", "{'sessionId': 'nope'}");
    all.put("session/project/update", "{'sessionId': 'nope', 'projectId': 'p'}");
    all.put("session/update_project", "{'sessionId': 'nope', 'projectId': 'p'}");
    all.put("session/working-dir/update", "{'sessionId': 'nope', 'workingDir': '/'}");
    all.put("working_dir/update", "{'sessionId': 'nope', 'workingDir': '/'}");
    all.put("session/conversation/truncate", "{'sessionId': 'nope', 'truncateFrom': 1}");
    all.put("session/export", "{'sessionId': 'nope'}");
    all.put("session/share/nostr", "{'sessionId': 'nope', 'relays': ['wss://a']}");
    all.put("session/import", "{'data': '{}', 'input': '{}', 'source': 'auto'}");
    all.put(
        "session/system-prompt/set",
        "{'sessionId': 'nope', 'mode': 'append', 'key': 'k', 'text': 't'}");
    all.put("diagnostics/get", "{'sessionId': 'nope', 'level': 'full'}");
    all.put("slash-commands/list", "{'cwd': '/work', 'sessionId': 'nope'}");
    all.put("agent-mentions/list", "{'cwd': '/work', 'sessionId': 'nope'}");
    all.put(
        "sources/list", "{'type': 'skill', 'projectDir': '/work', 'includeProjectSources': true}");
    all.put(
        "sources/create",
        """
        {'type': 'skill', 'name': 'a', 'description': 'd', 'content': 'c',
         'target': {'scope': 'projectDir', 'projectDir': '/nope'}, 'properties': {'a': 1},
         'global': true, 'projectDir': '/nope'}\
        """);
    all.put(
        "sources/update",
        """
        {'type': 'skill', 'path': '/nope', 'name': 'a', 'description': 'd', 'content': 'c',
         'properties': {'a': 1}}\
        """);
    all.put("sources/delete", "{'type': 'skill', 'path': '/nope'}");
    all.put("sources/export", "{'type': 'skill', 'path': '/nope'}");
    all.put("sources/import", "{'data': '{}', 'target': {'scope': 'global'}}");
  }

  private static void putRecipes(Map<String, String> all) {
    String recipe = "{'recipe': %s}".formatted(RECIPE);
    all.put("recipes/encode", recipe);
    all.put("recipes/scan", recipe);
    all.put("recipes/to-yaml", recipe);
    all.put("recipes/decode", "{'deeplink': 'eyJ0aXRsZSI6IlQiLCJkZXNjcmlwdGlvbiI6IkQifQ'}");
    all.put("recipes/parse", "{'content': '{}'}");
    all.put("recipes/save", "{'recipe': %s, 'id': 'nope'}".formatted(RECIPE));
    all.put("recipes/list", "{}");
    all.put("recipes/delete", "{'id': 'nope'}");
    all.put("recipes/schedule", "{'id': 'nope', 'cron_schedule': '0 9 * * *'}");
    all.put("recipes/slash-command", "{'id': 'nope', 'slash_command': 'x'}");
    all.put("schedules/list", "{}");
    all.put("schedules/create", "{'id': 'a', 'recipe': %s, 'cron': '0 9 * * *'}".formatted(RECIPE));
    all.put("schedules/update", "{'scheduleId': 'x', 'cron': '0 9 * * *'}");
    all.put("schedules/delete", "{'scheduleId': 'x'}");
    all.put("schedules/pause", "{'scheduleId': 'x'}");
    all.put("schedules/unpause", "{'scheduleId': 'x'}");
    all.put("schedules/run-now", "{'scheduleId': 'x'}");
    all.put("schedules/sessions/list", "{'scheduleId': 'x', 'limit': 5}");
    all.put("schedules/running-job/kill", "{'jobId': 'x'}");
    all.put("schedules/running-job/inspect", "{'jobId': 'x'}");
  }

  private static void putProviders(Map<String, String> all) {
    all.put("providers/list", "{'providerIds': ['nope']}");
    all.put("providers/inventory/refresh", "{'providerIds': ['nope']}");
    all.put("providers/supported-models/list", "{'providerId': 'nope'}");
    all.put("onboarding/import/scan", "{'sources': ['claude_desktop']}");
    all.put(
        "onboarding/import/apply", "{'candidateIds': ['nope'], 'enableImportedExtensions': true}");
    all.put("providers/secrets/list", "{}");
    all.put("providers/secrets/delete", "{'id': 'nope'}");
    all.put("providers/readiness/check", "{'providerId': 'nope'}");
    all.put("config/prompts/list", "{}");
    all.put("config/prompts/get", "{'name': 'nope'}");
    all.put("config/prompts/save", "{'name': 'nope', 'content': 'x'}");
    all.put("config/prompts/reset", "{'name': 'nope'}");
    all.put(
        "tools/permissions/set",
        "{'toolPermissions': [{'toolName': 't', 'permission': 'always_allow'}]}");
    all.put("providers/catalog/list", "{'format': 'openai'}");
    all.put("providers/canonical-model-info", "{'provider': 'nope', 'model': 'm'}");
    all.put("providers/catalog/template", "{'providerId': 'nope'}");
    all.put("providers/setup/catalog/list", "{}");
    all.put("providers/config/read", "{'providerId': 'nope'}");
    all.put("providers/config/status", "{'providerIds': ['nope']}");
    all.put(
        "providers/config/save", "{'providerId': 'nope', 'fields': [{'key': 'K', 'value': 'v'}]}");
    all.put("providers/config/delete", "{'providerId': 'nope'}");
    all.put("providers/config/authenticate", "{'providerId': 'nope'}");
    String custom =
        """
        {'providerId': 'nope', 'engine': 'openai', 'displayName': 'D', 'apiUrl': 'http://a/v1',
         'apiKey': 'k', 'models': ['m'], 'supportsStreaming': true, 'headers': {'X-A': 'b'},
         'requiresAuth': true, 'catalogProviderId': 'c', 'basePath': 'p',
         'preservesThinking': true}\
        """;
    all.put("providers/custom/create", custom);
    all.put("providers/custom/update", custom);
    all.put("providers/custom/read", "{'providerId': 'nope'}");
    all.put("providers/custom/delete", "{'providerId': 'nope'}");
  }

  private static void putDictation(Map<String, String> all) {
    all.put("dictation/config", "{}");
    all.put(
        "dictation/transcribe", "{'audio': 'YWJj', 'mimeType': 'audio/wav', 'provider': 'cloud'}");
    all.put("dictation/secret/save", "{'provider': 'cloud', 'value': 'k'}");
    all.put("dictation/secret/delete", "{'provider': 'cloud'}");
    all.put("dictation/models/select", "{'provider': 'cloud', 'modelId': 'ear'}");
    all.put("dictation/model/select", "{'provider': 'cloud', 'modelId': 'ear'}");
    all.put("dictation/models/list", "{}");
    for (String work : new String[] {"download", "download/progress", "cancel", "delete"}) {
      all.put("dictation/models/" + work, "{'modelId': 'base'}");
    }
  }

  private static void putLocalModels(Map<String, String> all) {
    String prefix = "local-inference/";
    all.put(prefix + "models/list", "{}");
    all.put(prefix + "chat-templates/builtin/list", "{}");
    all.put(
        prefix + "models/download", "{'spec': 'a/b:Q8_0', 'backendId': 'x', 'variantId': 'Q8_0'}");
    for (String work :
        new String[] {"download/progress", "download/cancel", "delete", "evict", "settings/read"}) {
      all.put(prefix + "models/" + work, "{'modelId': 'a/b:Q8_0'}");
    }
    all.put(
        prefix + "models/settings/update",
        """
        {'modelId': 'maker/Small-GGUF:Q4_K_M', 'settings': {'contextSize': 4096,
         'sampling': {'type': 'Temperature', 'temperature': 0.5, 'topK': 1, 'topP': 0.5,
           'minP': 0.1, 'seed': 1}, 'repeatPenalty': 1.1, 'repeatLastN': 64, 'useMlock': false,
         'toolCalling': 'auto', 'chatTemplate': {'type': 'builtin', 'name': 'chatml'}}}\
        """);
    all.put(prefix + "huggingface/search", "{'query': 'tiny', 'limit': 5}");
    all.put(prefix + "huggingface/repo/variants", "{'repoId': 'a/b'}");
  }

  private static void putChoices(Map<String, String> all) {
    all.put("preferences/read", "{'keys': ['autoCompactThreshold']}");
    all.put("preferences/save", "{'values': [{'key': 'voiceAutoSubmitPhrases', 'value': 'x'}]}");
    all.put("preferences/remove", "{'keys': ['autoCompactThreshold']}");
    all.put("defaults/read", "{}");
    all.put("defaults/save", "{'providerId': 'other', 'modelId': 'm'}");
  }
}
