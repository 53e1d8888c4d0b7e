/** The JSON addresses of the sandbox, as `state.json` tells them. `?wait=1` answers when the webhooks of a change have arrived. */

export const addresses = {
  state: "GET /sandbox/state.json",
  orders: "GET /sandbox/api/{shop}/orders?first=50&customerId=",
  order: "GET /sandbox/api/{shop}/orders/{id}",
  place:
    'POST /sandbox/api/{shop}/orders {"customerId":…|null,"email":"guest@…","lines":[{"variantId":…,"quantity":1}],"codes":[],"paid":true,"source":"web"|"pos"|"subscription_contract","currency":"EUR"|"USD"|"AED","phone":"…","address":{"address1","city","zip","countryCode"},"browser":{"ip","agent"},"card":{"bin","last"}}',
  fulfil:
    'POST /sandbox/api/{shop}/orders/{id}/fulfil {"whole":true} or {"lines":[{"lineId":…,"quantity":1}]}; POST …/unfulfil',
  markPaid: "POST /sandbox/api/{shop}/orders/{id}/paid",
  refund:
    'POST /sandbox/api/{shop}/orders/{id}/refund {"lines":[{"lineId":…,"quantity":1}],"shipping":"4.50","amount":"10.00"} or {"whole":true}',
  edit: 'POST /sandbox/api/{shop}/orders/{id}/edit {"quantities":[{"lineId":…,"quantity":2}],"add":[{"variantId":…,"quantity":1}]}',
  cancel: 'POST /sandbox/api/{shop}/orders/{id}/cancel {"reason":"customer"}',
  resend:
    'POST /sandbox/api/{shop}/orders/{id}/resend {"which":"now"|"older","times":1…200,"topic":"orders/updated"|"orders/paid"}',
  createCustomer:
    'POST /sandbox/api/{shop}/customers {"firstName":"…","lastName":"…","email":"…","locale":"en","verifiedEmail":false,"tags":["vip"]}',
  updateCustomer:
    'POST /sandbox/api/{shop}/customers/{id} {"firstName":"…","verifiedEmail":true,"tags":["vip"]}',
  mergeCustomers: 'POST /sandbox/api/{shop}/customers/merge {"keep":id,"remove":id}',
  deleteCustomer: "POST /sandbox/api/{shop}/customers/{id}/delete",
  dataRequest: "POST /sandbox/api/{shop}/customers/{id}/data-request",
  redactCustomer: "POST /sandbox/api/{shop}/customers/{id}/redact",
  redactShop: "POST /sandbox/api/{shop}/shop-redact",
  uninstall: "POST /sandbox/api/{shop}/uninstall",
  install: "POST /sandbox/api/{shop}/install",
  sessionToken: 'POST /sandbox/api/{shop}/session-token {"staffId":…} or {"customerId":…|null}',
  deliveries:
    'POST /sandbox/api/deliveries {"action":"pause"|"resume"|"resume-reversed"|"drop-next"|"double-next","count":1}',
  faults:
    'POST /sandbox/faults {"kind":"throttled"|"429"|"401"|"500"|"502"|"timeout-before"|"timeout-after"|"half"|"user-error"|"delay","next":1,"operation":"…","shop":"…","delayMs":1000}; DELETE /sandbox/faults',
  throttle: 'POST /sandbox/api/throttle {"maximumAvailable":20000,"restoreRate":1000}',
  woocommerceOrders:
    "GET /sandbox/orders/{name} and /sandbox/orders/{name}/{id} with Accept: application/json",
  woocommercePlace:
    'POST /sandbox/orders/{name}/new?wait=1 {"customer":0|id,"email":"guest@…","lines":[{"productId":…,"variationId":0,"quantity":1}],"code":"…","payment":"card"|"bacs"|"cod"|"later"|"draft"}',
  woocommerceAct:
    'POST /sandbox/orders/{name}/{id}/{act}?wait=1: pay, complete, cancel, trash, restore, delete, touch, again {"times":1}, refund {"units":{"lineId":1}} or {"amount":"1.00"} or {}, edit {"units":{"lineId":2}}, delete-refund {"refund":id}',
  woocommerceQueue:
    'POST /sandbox/orders/{name}/queue {"knob":"hold"|"resume"|"late"|"drop-next"|"double-next"|"fail-next"|"lose"|"disorder"|"race"|"calm","count":1}',
  logInAs: "GET /sandbox/login/{shop}/{customerId or guest}?to=/sandbox/stores/{shop}/",
} as const;
