/// Models of a Databricks workspace: `databricks` asks serving endpoints in a dialect of chat
/// completions of their own, or over Responses, `databricks_v2` the AI Gateway in the dialect of
/// each model's maker. Start at the two factories; [Workspace] is where it is and who asks.
@NullMarked
package dev.gander.adapters.llm.clouds.databricks;

import org.jspecify.annotations.NullMarked;
