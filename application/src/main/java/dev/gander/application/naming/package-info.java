/// Who wants to know how sessions are called.
@NullMarked
package dev.gander.application.naming;

import org.jspecify.annotations.NullMarked;
