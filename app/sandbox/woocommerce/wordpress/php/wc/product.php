<?php
/** Products and their prices, with or without tax as the shop shows them. */

class WC_Product {
  public function __construct( protected array $facts ) {}

  public function get_id() {
    return (int) $this->facts['id'];
  }

  public function get_parent_id( $context = 'view' ) {
    return (int) ( $this->facts['parentId'] ?? 0 );
  }

  public function get_name( $context = 'view' ) {
    return $this->facts['name'];
  }

  public function get_title() {
    return $this->facts['name'];
  }

  public function get_slug( $context = 'view' ) {
    return $this->facts['slug'] ?? '';
  }

  public function get_sku( $context = 'view' ) {
    return $this->facts['sku'] ?? '';
  }

  public function get_type() {
    return $this->facts['type'];
  }

  public function is_type( $type ) {
    return in_array( $this->get_type(), (array) $type, true );
  }

  /** Text, as it lies in the database. */
  public function get_price( $context = 'view' ) {
    return 'view' === $context ? apply_filters( 'woocommerce_product_get_price', $this->facts['price'], $this ) : $this->facts['price'];
  }

  public function get_regular_price( $context = 'view' ) {
    return $this->facts['price'];
  }

  public function get_description( $context = 'view' ) {
    return $this->facts['description'] ?? '';
  }

  public function get_short_description( $context = 'view' ) {
    return $this->facts['description'] ?? '';
  }

  public function get_category_ids( $context = 'view' ) {
    return $this->facts['categoryIds'] ?? array();
  }

  public function get_tag_ids( $context = 'view' ) {
    return array();
  }

  public function get_children() {
    return array_column( $this->facts['variations'] ?? array(), 'id' );
  }

  public function get_permalink() {
    return home_url( '/product/' . ( $this->facts['slug'] ?? '' ) . '/' );
  }

  public function get_tax_status( $context = 'view' ) {
    return 'taxable';
  }

  public function get_meta( $key = '', $single = true, $context = 'view' ) {
    return '';
  }

  public function is_purchasable() {
    return true;
  }

  public function is_in_stock() {
    return true;
  }

  public function is_virtual() {
    return false;
  }

  public function exists() {
    return true;
  }

  public function is_visible() {
    return true;
  }

  public function get_image( $size = 'woocommerce_thumbnail', $attr = array(), $placeholder = true ) {
    return sprintf( '<img src="%s" alt="%s" width="300" height="300" />', esc_url( home_url( '/wp-content/uploads/' . ( $this->facts['image'] ?? '' ) ) ), esc_attr( $this->get_name() ) );
  }

  public function get_price_html( $deprecated = '' ) {
    return apply_filters( 'woocommerce_get_price_html', wc_price( wc_get_price_to_display( $this ) ), $this );
  }
}

class WC_Product_Simple extends WC_Product {}

class WC_Product_Variation extends WC_Product {}

class WC_Product_Variable extends WC_Product {
  private function prices(): array {
    return array_map( fn( $one ) => (float) $one['price'], $this->facts['variations'] );
  }

  public function get_variation_price( $min_or_max = 'min', $for_display = false ) {
    $price = 'max' === $min_or_max ? max( $this->prices() ) : min( $this->prices() );
    return $for_display ? wc_get_price_to_display( $this, array( 'price' => $price ) ) : wc_format_decimal( $price, wc_get_price_decimals() );
  }

  public function get_variation_prices( $for_display = false ) {
    return array( 'price' => array_column( $this->facts['variations'], 'price', 'id' ) );
  }

  public function get_available_variations( $return = 'array' ) {
    $variations = array_map( fn( $one ) => wc_get_product( $one['id'] ), $this->facts['variations'] );
    return 'objects' === $return ? $variations : array_map( fn( $one ) => apply_filters( 'woocommerce_available_variation', array( 'variation_id' => $one->get_id(), 'display_price' => wc_get_price_to_display( $one ), 'is_purchasable' => true, 'attributes' => array() ), $this, $one ), $variations );
  }

  public function get_price_html( $deprecated = '' ) {
    $text = wc_price( $this->get_variation_price( 'min', true ) ) . ' &ndash; ' . wc_price( $this->get_variation_price( 'max', true ) );
    return apply_filters( 'woocommerce_get_price_html', $text, $this );
  }
}

function sandbox_product( array $facts ): WC_Product {
  return match ( $facts['type'] ) {
    'variable'  => new WC_Product_Variable( $facts ),
    'variation' => new WC_Product_Variation( $facts ),
    default     => new WC_Product_Simple( $facts ),
  };
}

function wc_get_product( $the_product = false, $deprecated = array() ) {
  if ( $the_product instanceof WC_Product ) {
    return $the_product;
  }
  if ( ! $the_product ) {
    global $product;
    return $product instanceof WC_Product ? $product : false;
  }
  $facts = sandbox_ask( 'product', array( 'id' => is_numeric( $the_product ) ? (int) $the_product : (string) $the_product ) );
  return is_array( $facts ) ? sandbox_product( $facts ) : false;
}

function wc_get_products( $args ) {
  return array_map( 'sandbox_product', (array) sandbox_ask( 'products' ) );
}

function sandbox_tax_rate(): float {
  return wc_tax_enabled() ? (float) sandbox_request( 'site.taxRate', 0 ) : 0.0;
}

function wc_get_price_including_tax( $product, $args = array() ) {
  $price = (float) ( $args['price'] ?? $product->get_price() ) * (float) ( $args['qty'] ?? 1 );
  return wc_prices_include_tax() ? $price : round( $price * ( 1 + sandbox_tax_rate() ), wc_get_price_decimals() );
}

function wc_get_price_excluding_tax( $product, $args = array() ) {
  $price = (float) ( $args['price'] ?? $product->get_price() ) * (float) ( $args['qty'] ?? 1 );
  return wc_prices_include_tax() ? round( $price / ( 1 + sandbox_tax_rate() ), wc_get_price_decimals() ) : $price;
}

function wc_get_price_to_display( $product, $args = array() ) {
  return 'incl' === get_option( 'woocommerce_tax_display_shop' ) ? wc_get_price_including_tax( $product, $args ) : wc_get_price_excluding_tax( $product, $args );
}
