<?php
/** Anybody may log in as anybody: the sandbox has no secrets from its visitor. */
?>
<p><?php esc_html_e( 'Choose who you are.', 'woocommerce' ); ?></p>
<ul class="wp-people">
<?php foreach ( (array) sandbox_ask( 'people' ) as $person ) : ?>
  <li><form method="post" action="<?php echo esc_url( home_url( '/wp-login.php' ) ); ?>">
    <input type="hidden" name="redirect_to" value="<?php echo esc_attr( wp_unslash( $_GET['redirect_to'] ?? wc_get_page_permalink( 'myaccount' ) ) ); ?>">
    <button class="button is-quiet" name="user" value="<?php echo esc_attr( $person['id'] ); ?>"><bdi><?php echo esc_html( trim( $person['firstName'] . ' ' . $person['lastName'] ) ); ?></bdi></button> <small><?php echo esc_html( $person['roleName'] ); ?></small>
  </form></li>
<?php endforeach; ?>
</ul>
