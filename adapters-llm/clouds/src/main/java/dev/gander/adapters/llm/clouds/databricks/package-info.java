/// Models of a Databricks workspace: `databricks` calls serving endpoints in their own dialect of
/// chat completions or over Responses, `databricks_v2` calls the AI Gateway in the dialect of each
/// model's maker. Start at the two factories; [Workspace] is the address and the sign-in.
@NullMarked
package dev.gander.adapters.llm.clouds.databricks;

import org.jspecify.annotations.NullMarked;
