/// Users' choices: preferences, defaults, prompts; and what they bring along from elsewhere.
@NullMarked
package dev.gander.adapters.acp.config;

import org.jspecify.annotations.NullMarked;
