package dev.gander.adapters.http;

import static dev.gander.domain.access.Scope.ADMIN;
import static dev.gander.domain.access.Scope.APPROVE;
import static dev.gander.domain.access.Scope.CHAT;
import static dev.gander.domain.access.Scope.CONFIGURE;
import static dev.gander.domain.access.Scope.READ;

import dev.gander.adapters.http.call.Route;
import dev.gander.domain.access.Scope;
import dev.gander.domain.access.ScopeTable;
import java.util.Map;

/// What a key must be good for, operation by operation. One that is not listed is for
/// administrators.
final class RouteScopes {
  /// What a key sees of its own, and what the server offers. ACP's methods have scopes of their
  /// own.
  private static final String SHOWN =
      """
      status get_features system_info send_telemetry_event
      health_live health_ready
      console console_page console_file console_folder_file console_version_file
      start_console_session get_console_session end_console_session create_console_code
      openapi api_page api_page_script api_page_library api_page_style
      mcp_ui_proxy mcp_app_proxy get_mcp_app_guest store_mcp_app_guest
      list_sessions search_sessions get_session_insights get_session export_session session_events
      get_tools list_extension_states list_apps export_app
      list_recipes parse_recipe scan_recipe encode_recipe decode_recipe recipe_to_yaml
      browse_sessions get_session_summary read_messages list_runs get_run run_events run_result
      list_webhooks list_webhook_deliveries
      report_usage list_budgets get_session_limits get_session_node check_policy
      follow_news get_news_position
      list_approvals get_approval approval_events
      list_schedules inspect_running_job sessions_handler list_schedule_runs preview_fires get_schedule_node
      providers get_provider_models get_provider_model_info get_canonical_model_info
      get_provider_catalog get_provider_catalog_template get_slash_commands
      get_dictation_config list_models get_download_progress
      list_local_models get_local_model_download_progress list_builtin_chat_templates
      acp
      """;

  private static final String USED =
      """
      start_agent resume_agent restart_agent stop_agent
      update_agent_provider update_working_dir update_from_session
      reply session_reply session_cancel steer_session read_resource sampling_message restart_extension
      delete_session pin_session unpin_session update_session_name fork_session
      update_session_user_recipe_values
      share_session_nostr share_session_with_keys
      create_recipe schedule_recipe start_run cancel_run
      create_webhook delete_webhook rotate_webhook_secret resend_webhook_delivery
      delete_schedule update_schedule set_schedule_node run_now_handler pause_schedule unpause_schedule
      kill_running_job transcribe_dictation
      """;

  /// A direct call of a tool asks nobody.
  private static final String PERMITTED =
      "confirm_tool_action answer_approval update_session call_tool";

  /// What is imported or scheduled may bring programs of its own.
  private static final String SET_UP =
      """
      read_all_config read_config upsert_config remove_config upsert_permissions
      validate_config backup_config recover_config init_config
      get_prompts get_prompt save_prompt reset_prompt
      get_extensions add_extension remove_extension get_session_extensions
      agent_add_extension agent_remove_extension log_in_to_extension set_container import_app
      import_session import_session_nostr create_schedule set_session_limits
      set_session_node
      save_recipe delete_recipe set_recipe_slash_command
      set_config_provider check_provider try_provider detect_provider cleanup_provider_cache
      configure_provider_oauth get_sign_in_step create_custom_provider get_custom_provider update_custom_provider
      remove_custom_provider list_provider_secrets delete_provider_secret
      start_nanogpt_setup start_openrouter_setup start_tetrate_setup
      download_model cancel_download delete_model
      search_hf_models get_repo_files download_hf_model cancel_local_model_download
      delete_local_model sync_featured_models get_model_settings update_model_settings
      """;

  /// Ways into the server, and its log.
  private static final String KEPT =
      """
      list_keys create_key rotate_key revoke_key read_audit
      list_backups make_backup sweep_sessions
      diagnostics read_metrics list_nodes get_log_levels set_log_level
      start_tunnel get_tunnel_status stop_tunnel
      start_gateway stop_gateway restart_gateway remove_gateway gateway_status
      pair_with_gateway unpair_from_gateway
      """;

  private static final Map<String, Scope> BY_OPERATION =
      ScopeTable.of(
          Map.of(READ, SHOWN, CHAT, USED, APPROVE, PERMITTED, CONFIGURE, SET_UP, ADMIN, KEPT));

  private RouteScopes() {}

  static Map<String, Scope> byOperation() {
    return BY_OPERATION;
  }

  static Route declared(Route route) {
    return route.needing(BY_OPERATION.getOrDefault(route.id(), ADMIN));
  }
}
