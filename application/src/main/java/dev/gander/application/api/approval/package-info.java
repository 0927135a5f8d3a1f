/// Use cases on the questions of all sessions.
@NullMarked
package dev.gander.application.api.approval;

import org.jspecify.annotations.NullMarked;
