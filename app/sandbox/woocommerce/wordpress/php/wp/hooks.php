<?php
/**
 * Hooks as WordPress has them: by priority, then in the order they were added; a callback gets as many arguments as it said it accepts.
 * What is added while a hook runs, at a later priority, still runs; what is added at the running one does not.
 */

final class WP_Hook {
  /** @var array<int, array<string, array{function: callable, accepted_args: int}>> */
  public array $callbacks = array();
  /** @var list<int> The priorities that run now, the innermost last. */
  private array $running = array();

  public function add_filter( $hook_name, $callback, $priority, $accepted_args ) {
    $this->callbacks[ (int) $priority ][ sandbox_callback_id( $callback ) ] = array(
      'function'      => $callback,
      'accepted_args' => (int) $accepted_args,
    );
    ksort( $this->callbacks, SORT_NUMERIC );
  }

  public function remove_filter( $hook_name, $callback, $priority ) {
    $id    = sandbox_callback_id( $callback );
    $there = isset( $this->callbacks[ $priority ][ $id ] );
    unset( $this->callbacks[ $priority ][ $id ] );
    if ( empty( $this->callbacks[ $priority ] ) ) {
      unset( $this->callbacks[ $priority ] );
    }
    return $there;
  }

  public function remove_all_filters( $priority = false ) {
    if ( false === $priority ) {
      $this->callbacks = array();
    } else {
      unset( $this->callbacks[ $priority ] );
    }
  }

  public function has_filter( $hook_name = '', $callback = false ) {
    if ( false === $callback ) {
      return array() !== $this->callbacks;
    }
    $id = sandbox_callback_id( $callback );
    foreach ( $this->callbacks as $priority => $callbacks ) {
      if ( isset( $callbacks[ $id ] ) ) {
        return $priority;
      }
    }
    return false;
  }

  public function current_priority() {
    return end( $this->running );
  }

  public function apply_filters( $value, $args ) {
    return $this->run( $value, $args, true );
  }

  public function do_action( $args ) {
    $this->run( '', $args, false );
  }

  private function run( $value, array $args, bool $filter ) {
    $priority = null;
    while ( null !== ( $priority = $this->next_after( $priority ) ) ) {
      $this->running[] = $priority;
      foreach ( $this->callbacks[ $priority ] as $callback ) {
        if ( $filter ) {
          $args[0] = $value;
        }
        $given = $callback['accepted_args'] >= count( $args ) ? $args : array_slice( $args, 0, $callback['accepted_args'] );
        $value = call_user_func_array( $callback['function'], $given );
      }
      array_pop( $this->running );
    }
    return $value;
  }

  private function next_after( ?int $priority ): ?int {
    foreach ( array_keys( $this->callbacks ) as $candidate ) {
      if ( null === $priority || $candidate > $priority ) {
        return $candidate;
      }
    }
    return null;
  }
}

/** @var array<string, WP_Hook> $wp_filter */
$wp_filter         = array();
$wp_actions        = array();
$wp_filters        = array();
$wp_current_filter = array();

function sandbox_callback_id( $callback ): string {
  if ( is_string( $callback ) ) {
    return $callback;
  }
  if ( is_object( $callback ) ) {
    return (string) spl_object_id( $callback );
  }
  return is_object( $callback[0] ) ? spl_object_id( $callback[0] ) . $callback[1] : $callback[0] . '::' . $callback[1];
}

function add_filter( $hook_name, $callback, $priority = 10, $accepted_args = 1 ) {
  global $wp_filter;
  $wp_filter[ $hook_name ] ??= new WP_Hook();
  $wp_filter[ $hook_name ]->add_filter( $hook_name, $callback, $priority, $accepted_args );
  return true;
}

function add_action( $hook_name, $callback, $priority = 10, $accepted_args = 1 ) {
  return add_filter( $hook_name, $callback, $priority, $accepted_args );
}

function apply_filters( $hook_name, $value, ...$args ) {
  return apply_filters_ref_array( $hook_name, array( $value, ...$args ) );
}

function apply_filters_ref_array( $hook_name, $args ) {
  global $wp_filter, $wp_filters, $wp_current_filter;
  $wp_filters[ $hook_name ] = ( $wp_filters[ $hook_name ] ?? 0 ) + 1;
  if ( ! isset( $wp_filter[ $hook_name ] ) ) {
    return $args[0];
  }
  $wp_current_filter[] = $hook_name;
  $value               = $wp_filter[ $hook_name ]->apply_filters( $args[0], $args );
  array_pop( $wp_current_filter );
  return $value;
}

function do_action( $hook_name, ...$arg ) {
  do_action_ref_array( $hook_name, array() === $arg ? array( '' ) : $arg );
}

function do_action_ref_array( $hook_name, $args ) {
  global $wp_filter, $wp_actions, $wp_current_filter;
  $wp_actions[ $hook_name ] = ( $wp_actions[ $hook_name ] ?? 0 ) + 1;
  if ( ! isset( $wp_filter[ $hook_name ] ) ) {
    return;
  }
  $wp_current_filter[] = $hook_name;
  $wp_filter[ $hook_name ]->do_action( $args );
  array_pop( $wp_current_filter );
}

function has_filter( $hook_name, $callback = false ) {
  global $wp_filter;
  return isset( $wp_filter[ $hook_name ] ) ? $wp_filter[ $hook_name ]->has_filter( $hook_name, $callback ) : false;
}

function has_action( $hook_name, $callback = false ) {
  return has_filter( $hook_name, $callback );
}

function remove_filter( $hook_name, $callback, $priority = 10 ) {
  global $wp_filter;
  return isset( $wp_filter[ $hook_name ] ) && $wp_filter[ $hook_name ]->remove_filter( $hook_name, $callback, $priority );
}

function remove_action( $hook_name, $callback, $priority = 10 ) {
  return remove_filter( $hook_name, $callback, $priority );
}

function remove_all_filters( $hook_name, $priority = false ) {
  global $wp_filter;
  if ( isset( $wp_filter[ $hook_name ] ) ) {
    $wp_filter[ $hook_name ]->remove_all_filters( $priority );
  }
  return true;
}

function remove_all_actions( $hook_name, $priority = false ) {
  return remove_all_filters( $hook_name, $priority );
}

function did_action( $hook_name ) {
  global $wp_actions;
  return $wp_actions[ $hook_name ] ?? 0;
}

function did_filter( $hook_name ) {
  global $wp_filters;
  return $wp_filters[ $hook_name ] ?? 0;
}

function current_filter() {
  global $wp_current_filter;
  return end( $wp_current_filter );
}

function current_action() {
  return current_filter();
}

function doing_filter( $hook_name = null ) {
  global $wp_current_filter;
  return null === $hook_name ? array() !== $wp_current_filter : in_array( $hook_name, $wp_current_filter, true );
}

function doing_action( $hook_name = null ) {
  return doing_filter( $hook_name );
}

function __return_true() {
  return true;
}

function __return_false() {
  return false;
}

function __return_zero() {
  return 0;
}

function __return_null() {
  return null;
}

function __return_empty_string() {
  return '';
}

function __return_empty_array() {
  return array();
}
