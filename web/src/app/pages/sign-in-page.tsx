/** Sign in with e-mail and password. */
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { api, must } from "@/api/client";
import { Field } from "@/components/field";
import { AuthForm } from "@/features/auth/auth-form";
import { words } from "@/words";

export function SignInPage() {
  const navigate = useNavigate();
  const { back, ended } = useSearch({ from: "/sign-in" });
  const send = (form: FormData) =>
    must(
      api.POST("/api/v1/auth/login", {
        body: { email: String(form.get("email")), password: String(form.get("password")) },
      }),
    );
  return (
    <AuthForm
      title={words.auth.signIn}
      verb={words.auth.signIn}
      busy={words.auth.signingIn}
      send={send}
      notice={ended && words.auth.ended}
      onDone={() => void navigate({ href: back ?? "/" })}
      other={
        <>
          {words.auth.noAccount}{" "}
          <Link
            to="/sign-up"
            search={back ? { back } : {}}
            className="inline-flex min-h-11 items-center font-semibold text-accent underline"
          >
            {words.auth.signUp}
          </Link>
        </>
      }
    >
      <Field label={words.auth.email} name="email" type="email" autoComplete="username" required />
      <Field
        label={words.auth.password}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
    </AuthForm>
  );
}
