<?php
/** Blocks: a page's content is a tree of them, each drawn and then given to `render_block` and `render_block_{name}`, innermost first, as WordPress does. */

class WP_Block {
  public $name;
  public $attributes;
  public $context = array();

  public function __construct( public $parsed_block, $available_context = array(), $registry = null ) {
    $this->name       = $parsed_block['blockName'];
    $this->attributes = $parsed_block['attrs'];
    $this->context    = $available_context;
  }
}

function sandbox_block( string $name, string $content, array $attrs = array() ): string {
  $parsed  = array( 'blockName' => $name, 'attrs' => $attrs, 'innerBlocks' => array(), 'innerHTML' => $content, 'innerContent' => array( $content ) );
  $block   = new WP_Block( $parsed, array( 'postId' => get_the_ID() ) );
  $content = (string) apply_filters( 'render_block', $content, $parsed, $block );
  return (string) apply_filters( "render_block_$name", $content, $parsed, $block );
}

function register_block_type( $block_type, $args = array() ) {
  return true;
}

function register_block_pattern( $pattern_name, $pattern_properties ) {
  return true;
}

function do_blocks( $content ) {
  return $content;
}

function wp_is_block_theme() {
  return true;
}
