/// Use cases on the configuration: settings, secrets, prompts, permissions, configured extensions.
@NullMarked
package dev.gander.application.api.config;

import org.jspecify.annotations.NullMarked;
